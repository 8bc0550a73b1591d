"""The cases that hold for every program that follows a run's hosts."""

from __future__ import annotations

import json
import os
import unittest
from typing import Any

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.host import changes_state

_CASES = os.path.join(os.path.dirname(os.path.realpath(__file__)), '../../../../collector/contract/fixtures/host-states/cases.json')


class AHost(unittest.TestCase):
    def test_stands_as_the_contract_says_after_each_item(self) -> None:
        with open(_CASES, encoding='utf-8') as file:
            cases = json.load(file)
        self.assertGreater(len(cases), 20)
        for case in cases:
            before: Any = None
            for number, one in enumerate(case['items']):
                with self.subTest(case['host'], item=number):
                    changes = changes_state(before, one['item'])
                    self.assertEqual(changes, one['changes'])
                    before = one['item'] if changes else before
