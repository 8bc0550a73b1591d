"""How many characters a pattern looks at, tries again included: a backtracking matcher as `re` is one, that counts. Its time would depend
on the machine."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from re import _constants as ops
from re import _parser as parser
from typing import Any

_SINGLE = (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY)


class Steps:
    """Of one pattern."""

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        self._flags = re.ASCII | (re.IGNORECASE if ignore_case else 0)
        self._sets: dict[int, frozenset[str]] = {}
        self._parsed = list(parser.parse(pattern, self._flags))
        self._first = self._beginnings(self._parsed)[0]
        self._text = ''
        self._count = 0

    def of(self, text: str) -> int:
        """To find all its matches in the text."""
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 40 * len(text) + 1000))
        self._text, self._count = text, 0
        at = 0
        while at < len(text):
            self._count += 1
            if text[at] not in self._first:
                at += 1
                continue
            end = next(self._sequence(self._parsed, 0, at), None)
            at = at + 1 if end is None else max(end, at + 1)
        return self._count

    def _beginnings(self, items: list[Any]) -> tuple[frozenset[str], bool]:
        """With which characters a match can begin, and whether it can be empty: `re` looks at no other places either."""
        found: frozenset[str] = frozenset()
        for item in items:
            kind, value = item
            is_empty = False
            if kind in _SINGLE:
                these = self._characters(item)
            elif kind is ops.BRANCH:
                each = [self._beginnings(list(branch)) for branch in value[1]]
                these, is_empty = frozenset().union(*(one for one, _ in each)), any(empty for _, empty in each)
            elif kind is ops.SUBPATTERN:
                these, is_empty = self._beginnings(list(value[3]))
            elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT):
                these, is_empty = self._beginnings(list(value[2]))
                is_empty = is_empty or value[0] == 0
            else:
                these, is_empty = frozenset(), True
            found |= these
            if not is_empty:
                return found, False
        return found, True

    def _sequence(self, items: list[Any], index: int, at: int) -> Iterator[int]:
        if index == len(items):
            yield at
            return
        for end in self._item(items[index], at):
            yield from self._sequence(items, index + 1, end)

    def _item(self, item: Any, at: int) -> Iterator[int]:
        kind, value = item
        if kind in _SINGLE:
            if self._is_matched(item, at):
                yield at + 1
        elif kind is ops.BRANCH:
            for branch in value[1]:
                yield from self._sequence(list(branch), 0, at)
        elif kind is ops.SUBPATTERN:
            yield from self._sequence(list(value[3]), 0, at)
        elif kind in (ops.ASSERT, ops.ASSERT_NOT):
            direction, inner = value
            start = at - inner.getwidth()[0] if direction < 0 else at
            found = start >= 0 and next(self._sequence(list(inner), 0, start), None) is not None
            if found == (kind is ops.ASSERT):
                yield at
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            least, most, inner = value
            yield from self._repeated(list(inner), least, most, at, is_greedy=kind is ops.MAX_REPEAT)
        elif kind is ops.AT and value in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
            if at == 0:
                yield at
        else:
            raise NotImplementedError(str(kind))

    def _repeated(self, inner: list[Any], least: int, most: int, at: int, *, is_greedy: bool) -> Iterator[int]:
        if is_greedy and len(inner) == 1 and inner[0][0] in _SINGLE:
            end = at
            while end - at < most and self._is_matched(inner[0], end):
                end += 1
            yield from range(end, at + least - 1, -1)
            return
        yield from self._again(inner, least, most, at, 0, is_greedy)

    def _again(self, inner: list[Any], least: int, most: int, at: int, times: int, is_greedy: bool) -> Iterator[int]:
        if not is_greedy and times >= least:
            yield at
        if times < most:
            for end in self._sequence(inner, 0, at):
                if end > at:
                    yield from self._again(inner, least, most, end, times + 1, is_greedy)
        if is_greedy and times >= least:
            yield at

    def _is_matched(self, item: Any, at: int) -> bool:
        self._count += 1
        return at < len(self._text) and self._text[at] in self._characters(item)

    def _characters(self, item: Any) -> frozenset[str]:
        """Those of the alphabet that the item matches."""
        if id(item) not in self._sets:
            matcher = re.compile(_source(item), self._flags | re.DOTALL)
            self._sets[id(item)] = frozenset(character for character in ALPHABET if matcher.fullmatch(character))
        return self._sets[id(item)]


ALPHABET = [chr(code) for code in range(0x20, 0x7f)] + ['\n', '\r', '\t', *'パスワード「」はがの：＝（）、。　トークン暗証番号合言葉秘密鍵共有化端末認アクセキレズシッ']


def _source(item: Any) -> str:
    """A class of characters as a pattern again."""
    kind, value = item
    if kind in (ops.LITERAL, ops.NOT_LITERAL):
        return ('[^' if kind is ops.NOT_LITERAL else '[') + re.escape(chr(value)) + ']'
    if kind is ops.ANY:
        return '.'
    parts = []
    for part, content in value:
        if part is ops.NEGATE:
            parts.append('^')
        elif part is ops.LITERAL:
            parts.append(re.escape(chr(content)))
        elif part is ops.RANGE:
            parts.append(f'{re.escape(chr(content[0]))}-{re.escape(chr(content[1]))}')
        else:
            parts.append(
                {ops.CATEGORY_WORD: r'\w', ops.CATEGORY_SPACE: r'\s', ops.CATEGORY_NOT_SPACE: r'\S', ops.CATEGORY_DIGIT: r'\d'}[content]
            )
    return '[' + ''.join(parts) + ']'
