"""Text that fits the collector's contract: bounded, printable, valid Unicode.

Lengths are counted in UTF-16 code units, as the contract's schema (zod, JavaScript) counts them.
"""

from __future__ import annotations

import re

# ECMA-48 control sequences (colours, cursor), operating-system commands, and the two-character escapes.
_ESCAPE_SEQUENCE = re.compile(r'\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])')
_LINE_BREAKS = re.compile(r'\r\n?|[\x85\u2028\u2029]')
_CONTROLS = re.compile(r'[\x00-\x08\x0b-\x1f\x7f-\x9f]')
_SURROGATES = re.compile(r'[\ud800-\udfff]')


def utf16_length(text: str) -> int:
    """The number of UTF-16 code units that the text takes."""
    return len(text) + sum(character > '\uffff' for character in text)


def head(text: str, limit: int) -> str:
    """The longest beginning of the text within the limit."""
    if utf16_length(text) <= limit:
        return text
    cut = text[:limit]
    while utf16_length(cut) > limit:
        cut = cut[:len(cut) - max(1, (utf16_length(cut) - limit) // 2)]
    return cut


def tail(text: str, limit: int) -> str:
    """The longest end of the text within the limit."""
    return head(text[::-1], limit)[::-1]


def without_controls(text: str) -> str:
    """Line feeds and tabs stay; other control characters and terminal escapes go; invalid Unicode becomes U+FFFD."""
    text = _LINE_BREAKS.sub('\n', _ESCAPE_SEQUENCE.sub('', text))
    return _SURROGATES.sub('\ufffd', _CONTROLS.sub('', text))


def one_line(text: object, limit: int) -> str:
    """One printable line within the limit; a longer one ends in an ellipsis."""
    line = ' '.join(without_controls(str(text)).split())
    return line if utf16_length(line) <= limit else head(line, limit - 1) + '…'


def paragraph(text: object, limit: int) -> str:
    """Several lines within the limit. Both ends of a longer text stay: a program says what it does first, and why it failed last."""
    whole = without_controls(str(text)).strip()
    if utf16_length(whole) <= limit:
        return whole
    mark = '\n…\n'
    first = limit // 3
    return head(whole, first) + mark + tail(whole, limit - first - len(mark))
