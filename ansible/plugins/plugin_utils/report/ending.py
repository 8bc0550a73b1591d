"""How a command ended, in words, by the code that a shell or Ansible's module gives for it."""

from __future__ import annotations

import signal

_WORDS = {126: 'not executable', 127: 'command not found'}
"""As POSIX has it: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02"""
_WHY = {'SIGKILL': ' (often because memory ran out)'}


def _signal_name(number: int) -> str | None:
    try:
        return signal.Signals(number).name
    except ValueError:
        return None


def ending_words(code: object) -> str:
    """`exit status 3`, `exit status 137: killed by SIGKILL …`; '' for a success or where there is no code. A shell adds 128 to a signal's number, Python negates it."""
    if not isinstance(code, int) or isinstance(code, bool) or code == 0:
        return ''
    name = _signal_name(-code if code < 0 else code - 128)
    words = f'killed by {name}{_WHY.get(name, "")}' if name else _WORDS.get(code)
    return f'exit status {code}: {words}' if words else f'exit status {code}'
