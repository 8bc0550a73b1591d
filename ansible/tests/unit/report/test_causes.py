"""What is made of real failures: causes.json says where each comes from."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.causes import is_of_device
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import ending_words, failure_message

CASES = json.loads((Path(__file__).parent / 'causes.json').read_text(encoding='utf-8'))


class ARealFailure(unittest.TestCase):
    def test_is_told_by_its_cause_and_next_step_then_in_its_own_words(self) -> None:
        for case in CASES:
            with self.subTest(case['from']):
                said = failure_message(case['result'], no_log=False)
                if 'begins' in case:
                    self.assertEqual(said[:len(case['begins'])], case['begins'])
                else:
                    self.assertEqual(said, case['message'])
                self.assertEqual(is_of_device(said), case.get('is_of_device', False))


class WhatSshSays(unittest.TestCase):
    def test_is_told_only_where_ssh_itself_has_failed(self) -> None:
        closed = {'stderr': 'Shared connection to pi-1 closed.\r\n', 'stdout': 'the cause'}
        self.assertEqual(failure_message({**closed, 'rc': 2}, no_log=False), 'the cause\nexit status 2')
        self.assertEqual(failure_message({**closed, 'rc': 255}, no_log=False), 'Shared connection to pi-1 closed.\nexit status 255')

    def test_never_stands_before_what_the_command_said(self) -> None:
        warned = (
            '** WARNING: connection is not using a post-quantum key exchange algorithm.\n'
            '** This session may be vulnerable to "store now, decrypt later" attacks.\nno such unit\nShared connection to pi-1 closed.'
        )
        self.assertEqual(failure_message({'stderr': warned, 'stdout': 'x', 'rc': 5}, no_log=False), 'no such unit\nexit status 5')


class TheEnd(unittest.TestCase):
    def test_is_in_words(self) -> None:
        self.assertEqual([ending_words(code) for code in (None, 0, True, '3')], [''] * 4)
        self.assertEqual(ending_words(3), 'exit status 3')
        self.assertEqual(ending_words(126), 'exit status 126: not executable')
        self.assertEqual(ending_words(143), 'exit status 143: killed by SIGTERM')
        self.assertEqual(ending_words(-11), 'exit status -11: killed by SIGSEGV')
        self.assertEqual(ending_words(255), 'exit status 255')

    def test_is_all_that_is_told_of_a_task_with_no_log(self) -> None:
        self.assertEqual(
            failure_message({'_ansible_no_log': True, 'rc': 127, 'stdout': 'geheim: not found'}, no_log=False),
            'hidden, because the task has no_log; exit status 127: command not found'
        )


if __name__ == '__main__':
    unittest.main()
