"""Causes that Ansible, ssh, sudo and git report in their own words: the meaning, and the next step.

A cause is one entry here, with the sentence that a person reads above the words themselves; docs/guides/when-a-device-fails.md has the
same in its table. Golden cases with real messages are in tests/unit/report/causes.json.

A host whose key ssh refuses answers, so it was not out of reach; and no waiting makes its key the right one. ssh's message is the same
in every locale: https://github.com/openssh/openssh-portable/blob/master/sshconnect.c
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Its last word. If more follows, it was the key of a machine in between (ProxyJump, ProxyCommand), which says nothing about the host.
_REFUSED = re.compile(r'Host key verification failed\.?\s*\Z')
_CHANGED = re.compile(r'Host key for (\S+) has changed')
_CAME = re.compile(r'The fingerprint for the (\S+) key sent by the remote host is\s+(\S+?)\.?$', re.MULTILINE)
_ON_RECORD = re.compile(r'Offending (?:\S+ )?key in (.+):(\d+)$', re.MULTILINE)
_UNKNOWN = re.compile(r'No (\S+) host key is known for (\S+)')
_ADVICE = (
    'If the device was newly set up, reinstalled or replaced, record its key with scripts/enroll-device.sh --replace '
    '(docs/guides/adding-a-device.md) and try again; '
    'if it was not, another machine may be using its address: correct the inventory.'
)
_ENROLL = 'scripts/enroll-device.sh does it (docs/guides/adding-a-device.md)'


def _difference(said: str) -> str:
    """The expected key and the received one, as far as ssh names them."""
    changed, came, on_record, unknown = (pattern.search(said) for pattern in (_CHANGED, _CAME, _ON_RECORD, _UNKNOWN))
    if unknown:
        return f': no {unknown[1]} key of {unknown[2]} is known, and ssh does not say which one it got'
    if not changed:
        return ''
    found = f'the {came[1]} key {came[2]}' if came else 'another key'
    expected = f'the one in line {on_record[2]} of {on_record[1]}' if on_record else 'the recorded one'
    return f': {changed[1]} answers with {found}, expected {expected}'


def refusal_of_key(said: str) -> str | None:
    """Why ssh refused a host for its key, and the next step; nothing if it did not.

    @param said: Ansible's message about a host that it calls unreachable
    """
    return f'Host key verification failed{_difference(said)}. {_ADVICE}' if _REFUSED.search(said) else None


@dataclass(frozen=True)
class Cause:
    """`sentence` may name the match of the pattern."""

    pattern: re.Pattern[str]
    sentence: str
    next_step: str
    is_of_device: bool = False
    """Only a device that answers can have it, even if Ansible calls that unreachable."""


def _cause(pattern: str, sentence: str, next_step: str, *, is_of_device: bool = False) -> Cause:
    return Cause(re.compile(pattern), sentence, next_step, is_of_device)


def _found(said: str) -> Iterator[tuple[Cause, re.Match[str]]]:
    for cause in CAUSES:
        match = cause.pattern.search(said)
        if match:
            yield cause, match


def cause_of(said: str) -> str | None:
    """The sentence and the next step for a task's message, or nothing."""
    for cause, match in _found(said):
        names = {name.rstrip('2'): value for name, value in match.groupdict().items() if value is not None}
        return f'{cause.sentence} {cause.next_step}'.format_map({'path': 'the usual place', **names})
    return None


def is_of_device(said: str) -> bool:
    """Whether a host that Ansible calls unreachable has answered."""
    return any(cause.is_of_device for cause, _ in _found(said))


# The first match counts: the more special before the more general.
CAUSES = (
    _cause(r'Missing (?:sudo|su|doas|become) password|sudo: a (?:terminal|password) is required',
           'sudo on the device asks for a password.',
           f'Let the account use sudo without one: {_ENROLL}.'),
    _cause(r'Incorrect (?P<what>sudo|su|doas|become) password',
           'The {what} password is wrong.',
           f'Let the account use sudo without one: {_ENROLL}.'),
    _cause(r'(?P<who>\S+) is not in the sudoers file',
           '{who} may not use sudo on the device.',
           f'Let it: {_ENROLL}.'),
    _cause(r"detected dubious ownership in repository at '(?P<path>[^'\n]+)'",
           'git refuses the repository {path}, since it belongs to another account than the one that reads it.',
           'Give it to that account with chown, or, as that account: git config --global --add safe.directory {path}'),
    _cause(r"The module interpreter '(?P<path>[^'\n]+)' was not found|(?P<path2>/\S*python[\d.]*): (?:No such file or directory|not found)"
           r'|python3?: (?:command )?not found|env: .?python3?.?: No such file',
           'There is no Python at {path} on the device.',
           'If it has no python3, reinstall Raspberry Pi OS, which has it, on its SD card. '
           'If it has one, name it in the inventory as ansible_python_interpreter.'),
    _cause(r'(?s)(?:Failed to create temporary directory|failed to transfer file).*(?:No space left on device|Disk quota exceeded)',
           'A disk of the device is full: Ansible could not put its own program there.',
           'Free some space (df -h, then sudo journalctl --vacuum-size=50M) and try again.', is_of_device=True),
    _cause(r'(?s)(?:Failed to create temporary directory|failed to transfer file).*Read-only file system',
           'A disk of the device is read-only: Ansible could not put its own program there.',
           'The memory card may be worn: look at sudo dmesg, and replace it.', is_of_device=True),
    _cause(r'Failed to create temporary directory.*?mkdir -p "` echo (?P<path>[^`\n]+?) `"',
           'Ansible cannot make its temporary directory in {path} on the device.',
           'The disk may be full (df -h, df -i), or the account has no home directory that it can write to.', is_of_device=True),
    _cause(r'failed to transfer file',
           'Ansible could not copy its own program to the device.',
           'The disk may be full: df -h there.', is_of_device=True),
    _cause(r'No space left on device',
           'A disk is full.',
           'Free some space (df -h, then sudo journalctl --vacuum-size=50M) and try again.'),
    _cause(r'Read-only file system',
           'A disk is read-only.',
           'The memory card may be worn: look at sudo dmesg, and replace it.'),
    _cause(r'(?s)(?:Failed to connect to the host via|Make sure this host can be reached over) ssh:'
           r'.*?Permission denied \((?:publickey|password|keyboard-interactive)[^)\n]*\)',
           "The device does not accept the server's SSH key.",
           f'Add it there: {_ENROLL}.'),
    _cause(r'Failed to connect to the host via ssh: (?:Shared c|C)onnection to \S+ closed\.\s*\Z',
           'The connection ended while a command was running.',
           'The device went down, or the command has ended its own shell.'),
)
