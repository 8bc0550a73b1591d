"""The values inside of a value."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.no_log import leaves_of_json


class Json(unittest.TestCase):
    def test_gives_the_strings_of_an_object_or_an_array_and_nothing_of_another_text(self) -> None:
        self.assertEqual(list(leaves_of_json(' ["a", {"b": ["c", null, 1]}]\n')), ['a', 'c'])
        for text in ('geheim', '"geheim"', '{not json', '[' * 100_000, ''):
            self.assertEqual(list(leaves_of_json(text)), [])


if __name__ == '__main__':
    unittest.main()
