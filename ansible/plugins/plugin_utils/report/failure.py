"""The message of a failed task, in words that a person can act on.

ssh's own line on a command's standard error is left out. With a terminal it ends every command with one, whatever the command said:
only if ssh itself has failed (255) is it about the failure.
https://github.com/openssh/openssh-portable/blob/master/mux.c, clientloop.c, sshconnect.c
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..redaction import redact
from .bounds import one_line, paragraph, without_controls
from .causes import cause_of

_FAILED = 255
_ITS_OWN = re.compile(
    r'^(?:(?:Shared c|C)onnection to \S+ closed\.'
    r'|Warning: Permanently added .* to the list of known hosts\.'
    r'|\*\* (?:WARNING: connection is not using a post-quantum|This session may be vulnerable to|The server may need to be upgraded).*'
    r')\s*$',
    re.MULTILINE,
)
_CAUSES = {126: 'not executable', 127: 'command not found'}
"""As POSIX has it: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02"""
_WHY = {'SIGKILL': ' (often because memory ran out)'}
MESSAGE_LIMIT = 4000
# Patterns run over no more than this: a module can return megabytes.
_READ_LIMIT = 65_536
_HIDDEN = 'hidden, because the task has no_log'
_STDOUT_LINES = 5
_Read = Callable[[object], str]
"""A value of the result as text, without secrets: they are taken out before anything is cut away or joined."""


def without_ssh(text: str, code: object) -> str:
    """The standard error of a command that ended with the code, without what ssh has added."""
    return text if code == _FAILED else _ITS_OWN.sub('', text).strip()


def _signal_name(number: int) -> str | None:
    try:
        return signal.Signals(number).name
    except ValueError:
        return None


def exit_message(code: object) -> str:
    """`exit status 3`, `exit status 137: killed by SIGKILL …`; '' for a success or if there is no code. A shell adds 128 to a signal's
    number, Python negates it."""
    if not isinstance(code, int) or isinstance(code, bool) or code == 0:
        return ''
    name = _signal_name(-code if code < 0 else code - 128)
    cause = f'killed by {name}{_WHY.get(name, "")}' if name else _CAUSES.get(code)
    return f'exit status {code}: {cause}' if cause else f'exit status {code}'


def _is_hidden(result: Mapping[str, Any]) -> bool:
    return bool(result.get('_ansible_no_log')) or 'censored' in result


def _text(value: object) -> str:
    if value is None:
        return ''
    return value if isinstance(value, str) else '\n'.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _ends(text: str) -> tuple[str, ...]:
    """The part that is read: whole lines, or the beginning of an endless one, since the middle of a line may begin with half a secret."""
    if len(text) <= _READ_LIMIT:
        return (text,)
    half = _READ_LIMIT // 2
    first, _, _ = text[:half].rpartition('\n' if '\n' in text[:half] else ' ')
    _, _, last = text[-half:].partition('\n')
    return (first, last)


def _without_traceback(text: str) -> str:
    """Reduces a Python traceback to its last line, which is the error itself."""
    kept: list[str] = []
    in_traceback = False
    for line in text.split('\n'):
        if line.lstrip().startswith('Traceback (most recent call last)'):
            in_traceback = True
        elif not in_traceback:
            kept.append(line)
        elif line.strip() and not line.startswith((' ', '\t')):
            in_traceback = False
            kept.append(line)
    return '\n'.join(kept).strip()


def _parts(result: Mapping[str, Any], read: _Read) -> Iterable[str]:
    ending = exit_message(result.get('rc'))
    message = read(result.get('msg') or result.get('reason'))
    # The exit status says it better.
    yield '' if ending and message == 'non-zero return code' else message
    errors = [without_ssh(read(result.get(key)), result.get('rc')) for key in ('stderr', 'module_stderr')]
    yield from errors
    if not any(errors):
        # Many programs write their errors there, and with a terminal all of them do.
        for key in ('stdout', 'module_stdout'):
            yield '\n'.join(read(result.get(key)).strip().split('\n')[-_STDOUT_LINES:])
    yield ending


def _of_one(result: Mapping[str, Any], read: _Read) -> str:
    if _is_hidden(result):
        return '; '.join(filter(None, (_HIDDEN, exit_message(result.get('rc')))))
    said: list[str] = []
    for part in map(_without_traceback, _parts(result, read)):
        # The end of every program that fails says nothing more.
        if part and not any(part in other for other in said) and not (said and part == 'exit status 1'):
            said.append(part)
    cause = cause_of('\n'.join(said))
    return '\n'.join([cause, *said] if cause else said)


def _of_items(items: list[Any], read: _Read) -> str:
    failed = [item for item in items if isinstance(item, Mapping) and (item.get('failed') or item.get('unreachable'))]
    if not failed:
        return ''
    first = failed[0]
    label = '' if _is_hidden(first) else one_line(read(first.get('_ansible_item_label', first.get('item', ''))), 200)
    said = ': '.join(filter(None, (label, _of_one(first, read))))
    return f'{said}\n({len(failed)} of {len(items)} items failed)' if len(items) > 1 else said


def failure_message(result: Mapping[str, Any], *, no_log: bool, secrets: Iterable[str] = ()) -> str:
    """At most 4000 characters. With `no_log` nothing of the result is read; if the result or an item of it says so itself, nothing but
    its exit status.

    @param secrets: values that never leave the control node, wherever they occur in the text
    """
    if no_log:
        return _HIDDEN
    items = None if _is_hidden(result) else result.get('results')

    def read(value: object) -> str:
        return '\n…\n'.join(redact(without_controls(part), secrets) for part in _ends(_text(value)))

    said = (_of_items(items, read) if isinstance(items, list) else '') or _of_one(result, read) or 'it said nothing'
    return paragraph(said, MESSAGE_LIMIT)
