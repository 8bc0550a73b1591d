"""What a failed task said, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .bounds import one_line, paragraph, without_controls
from .redaction import redact

MESSAGE_LIMIT = 4000
# Patterns run over no more than this: a module can return megabytes.
_READ_LIMIT = 65_536
_HIDDEN = 'hidden, because the task has no_log'
_STDOUT_LINES = 5
_Read = Callable[[object], str]
"""A value of the result as text, without secrets: they are taken out before anything is cut away or joined."""


def _is_hidden(result: Mapping[str, Any]) -> bool:
    return bool(result.get('_ansible_no_log')) or 'censored' in result


def _text(value: object) -> str:
    if value is None:
        return ''
    return value if isinstance(value, str) else '\n'.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _ends(text: str) -> tuple[str, ...]:
    """What is read of it. Whole lines, or of one endless line the beginning: in the middle of a line nobody knows what is half a secret."""
    if len(text) <= _READ_LIMIT:
        return (text,)
    half = _READ_LIMIT // 2
    first, _, _ = text[:half].rpartition('\n' if '\n' in text[:half] else ' ')
    _, _, last = text[-half:].partition('\n')
    return (first, last)


def _without_traceback(text: str) -> str:
    """Of a Python traceback its last line stays, which is the error itself."""
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
    yield read(result.get('msg') or result.get('reason'))
    errors = [read(result.get(key)) for key in ('stderr', 'module_stderr')]
    yield from errors
    if not any(map(str.strip, errors)):
        # Many programs write their errors there.
        yield '\n'.join(read(result.get('stdout')).strip().split('\n')[-_STDOUT_LINES:])
    if result.get('rc') not in (None, 0):
        yield f'exit status {result["rc"]}'


def _of_one(result: Mapping[str, Any], read: _Read) -> str:
    if _is_hidden(result):
        return _HIDDEN
    said: list[str] = []
    for part in map(_without_traceback, _parts(result, read)):
        if part and not any(part in other for other in said):
            said.append(part)
    return '\n'.join(said)


def _of_items(items: list[Any], read: _Read) -> str:
    failed = [item for item in items if isinstance(item, Mapping) and (item.get('failed') or item.get('unreachable'))]
    if not failed:
        return ''
    first = failed[0]
    label = '' if _is_hidden(first) else one_line(read(first.get('_ansible_item_label', first.get('item', ''))), 200)
    said = ': '.join(filter(None, (label, _of_one(first, read))))
    return f'{said}\n({len(failed)} of {len(items)} items failed)' if len(items) > 1 else said


def failure_message(result: Mapping[str, Any], *, no_log: bool, secrets: Iterable[str] = ()) -> str:
    """At most 4000 characters. With `no_log`, of the task or of an item, nothing of the result is read.

    @param secrets: values that never leave the control node, wherever they stand in the text
    """
    if no_log or _is_hidden(result):
        return _HIDDEN
    items = result.get('results')

    def read(value: object) -> str:
        return '\n…\n'.join(redact(without_controls(part), secrets) for part in _ends(_text(value)))

    said = (_of_items(items, read) if isinstance(items, list) else '') or _of_one(result, read) or 'it said nothing'
    return paragraph(said, MESSAGE_LIMIT)
