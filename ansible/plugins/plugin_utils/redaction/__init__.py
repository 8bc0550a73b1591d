"""Takes what looks like a secret out of a text before the text leaves the machine. The program of a device has this package, too.

A text is free, so this is a second line of defence: a task that handles secrets has `no_log: true`, and then nothing of its
result is read at all. The rules and their cases are those of the collector's contract (collector/contract/src/redaction), from which
`npm run build` makes rules.json.
"""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

MASK = '***'
SHORTEST_KNOWN = 6
"""Characters. A shorter value would mask innocent text that happens to match."""
_SHORTEST_NUMBER = 8
_SHORT = 200


@lru_cache(maxsize=None)
def patterns() -> Any:
    """The content of rules.json, which is next to this file or in the zip file that the device runs."""
    return json.loads(pkgutil.get_data(__name__, 'rules.json') or b'')


@lru_cache(maxsize=None)
def _compiled(pattern: str, ignore_case: bool) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | (re.IGNORECASE if ignore_case else 0))


@lru_cache(maxsize=None)
def _rules() -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str], str], ...]:
    """Compiled when first needed: that takes longer than most of the work of the device's program."""
    return tuple(
        (_compiled(one['within'], one['ignoreCase']) if one['within'] else None, _compiled(one['pattern'], one['ignoreCase']), one['mask'])
        for one in patterns()['rules']
    )


def is_secret_name(name: str) -> bool:
    """Whether the value under this name is a secret: `dbPassword`, `X-Api-Key`."""
    return _compiled(patterns()['secretName'], True).search(name) is not None


def can_be_masked(value: str) -> bool:
    """A value is masked wherever it occurs from six characters on, a number from eight digits on; a word such as `disabled` never."""
    shortest = _SHORTEST_NUMBER if re.fullmatch(r'[0-9.,:+-]+', value) else SHORTEST_KNOWN
    return len(value) >= shortest and not _compiled(patterns()['plainValue'], True).fullmatch(value)


def _without_known(text: str, known: Iterable[str]) -> str:
    """Values that overlap are removed as one."""
    spans: list[tuple[int, int]] = []
    for value in known:
        at = text.find(value) if len(value) >= SHORTEST_KNOWN else -1
        while at >= 0:
            spans.append((at, at + len(value)))
            at = text.find(value, at + 1)
    parts: list[str] = []
    end = 0
    for first, after in sorted(spans):
        if first >= end:
            parts += (text[end:first], MASK)
        end = max(end, after)
    return ''.join(parts) + text[end:] if parts else text


@lru_cache(maxsize=256)
def _short_by_rules(text: str) -> str:
    """The name of a task comes once for every host."""
    return _by_rules(text, False)


def _by_rules(text: str, keep_lines: bool) -> str:
    if not _compiled(patterns()['suspicion'], True).search(text):
        return text
    for within, pattern, mask in _rules():
        def masked(match: re.Match[str], mask: str = mask) -> str:
            kept = (match[1] or '') if match.re.groups else ''
            return kept + mask + ('\n' * match[0].count('\n', len(kept)) if keep_lines else '')

        def within_masked(
            part: re.Match[str], pattern: re.Pattern[str] = pattern, masked: Callable[[re.Match[str]], str] = masked
        ) -> str:
            return pattern.sub(masked, part[0])

        text = within.sub(within_masked, text) if within else pattern.sub(masked, text)
    return text


def redact(text: str, known: Iterable[str] = ()) -> str:
    """The text with likely secrets masked (`***`), and the known ones of six characters or more, wherever they occur.

    Call it on the whole text, before any of it is cut away or joined to something else: half a secret has no name next to it.
    """
    text = _without_known(text, known)
    return _short_by_rules(text) if len(text) <= _SHORT else _by_rules(text, False)


def redact_lines(lines: Sequence[str], known: Iterable[str] = ()) -> list[str]:
    """The same number of lines, read together: a value may be on the line after its name. A secret of several lines leaves empty ones."""
    whole = '\n'.join(line.replace('\n', ' ') for line in lines)
    return _by_rules(_without_known(whole, known), True).split('\n') if lines else []
