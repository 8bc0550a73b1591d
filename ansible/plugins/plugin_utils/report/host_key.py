"""A host whose key ssh refuses. It answers, so it was not out of reach; and no waiting makes its key the right one.

What ssh says is the same in every locale: https://github.com/openssh/openssh-portable/blob/master/sshconnect.c
"""

from __future__ import annotations

import re

# Its last word. Where more follows, it was the key of a machine in between (ProxyJump, ProxyCommand), which says nothing of the host.
_REFUSED = re.compile(r'Host key verification failed\.?\s*\Z')
_CHANGED = re.compile(r'Host key for (\S+) has changed')
_CAME = re.compile(r'The fingerprint for the (\S+) key sent by the remote host is\s+(\S+?)\.?$', re.MULTILINE)
_ON_RECORD = re.compile(r'Offending (?:\S+ )?key in (.+):(\d+)$', re.MULTILINE)
_UNKNOWN = re.compile(r'No (\S+) host key is known for (\S+)')

_ADVICE = (
    'If the device was newly set up, reinstalled or replaced, record its key with scripts/enroll-device.sh --replace (docs/guides/adding-a-device.md) and try again; '
    'if it was not, another machine may be using its address: correct the inventory.'
)


def _difference(said: str) -> str:
    """What was expected and what came, as far as ssh says."""
    changed, came, on_record, unknown = (pattern.search(said) for pattern in (_CHANGED, _CAME, _ON_RECORD, _UNKNOWN))
    if unknown:
        return f': no {unknown[1]} key of {unknown[2]} is known, and ssh does not say which one it got'
    if not changed:
        return ''
    found = f'the {came[1]} key {came[2]}' if came else 'another key'
    expected = f'the one in line {on_record[2]} of {on_record[1]}' if on_record else 'the recorded one'
    return f': {changed[1]} answers with {found}, expected {expected}'


def refusal_of_key(said: str) -> str | None:
    """Where ssh refused a host for its key, why, and what to do; else nothing.

    @param said: what Ansible says of a host that it calls unreachable
    """
    return f'Host key verification failed{_difference(said)}. {_ADVICE}' if _REFUSED.search(said) else None
