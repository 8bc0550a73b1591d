"""Text within the contract's bounds."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.bounds import (
    head, one_line, paragraph, tail, utf16_length, without_controls,
)


class Lengths(unittest.TestCase):
    def test_counts_what_javascript_counts(self) -> None:
        self.assertEqual(utf16_length('温度'), 2)
        self.assertEqual(utf16_length('🍓'), 2)

    def test_never_cuts_a_character_in_half(self) -> None:
        self.assertEqual(head('🍓🍓🍓', 5), '🍓🍓')
        self.assertEqual(tail('🍓🍓🍓', 5), '🍓🍓')
        self.assertEqual(head('ab🍓', 3), 'ab')

    def test_uses_the_whole_limit(self) -> None:
        for text in ('x' * 50, '🍓' * 50, 'x🍓' * 50):
            self.assertIn(utf16_length(head(text, 30)), (29, 30))


class Lines(unittest.TestCase):
    def test_becomes_one_line_with_an_ellipsis(self) -> None:
        self.assertEqual(one_line('  a\n\tb\x00 ', 10), 'a b')
        self.assertEqual(one_line('abcdef', 4), 'abc…')

    def test_a_paragraph_keeps_both_ends(self) -> None:
        text = paragraph('the beginning ' + 'x' * 5000 + ' the end', 4000)
        self.assertEqual(utf16_length(text), 4000)
        self.assertTrue(text.startswith('the beginning'))
        self.assertTrue(text.endswith('the end'))


class Controls(unittest.TestCase):
    def test_takes_out_what_a_terminal_obeys(self) -> None:
        self.assertEqual(without_controls('\x1b[0;31mred\x1b[0m'), 'red')
        self.assertEqual(without_controls('\x1b]0;title\x07text'), 'text')
        self.assertEqual(without_controls('a\x07b\x9bc'), 'abc')

    def test_keeps_lines_and_tabs(self) -> None:
        self.assertEqual(without_controls('a\r\nb\rc\td'), 'a\nb\nc\td')

    def test_replaces_what_is_no_unicode(self) -> None:
        self.assertEqual(without_controls(b'caf\xe9'.decode('utf-8', 'surrogateescape')), 'caf\ufffd')
