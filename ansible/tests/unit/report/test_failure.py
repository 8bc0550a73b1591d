"""What a failed task said. The results are as ansible-core 2.19 gives them to a callback."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import failure_message, without_ssh


def message(result: dict[str, object], no_log: bool = False) -> str:
    return failure_message(result, no_log=no_log)


class Failure(unittest.TestCase):
    def test_tells_the_message_and_the_standard_error(self) -> None:
        self.assertEqual(
            message({'msg': 'non-zero return code', 'stderr': 'no such unit', 'rc': 5, 'stdout': 'x'}), 'no such unit\nexit status 5'
        )

    def test_tells_the_end_of_the_output_of_a_program_that_uses_no_standard_error(self) -> None:
        lines = '\n'.join(map(str, range(20)))
        self.assertEqual(message({'msg': 'failed', 'stderr': '', 'stdout': lines}), 'failed\n15\n16\n17\n18\n19')

    def test_leaves_out_what_was_said_already(self) -> None:
        self.assertEqual(message({'msg': 'boom: no such unit', 'stderr': 'no such unit'}), 'boom: no such unit')

    def test_of_a_traceback_tells_the_error(self) -> None:
        traceback = 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\n    boom()\nValueError: it went wrong'
        self.assertEqual(message({'msg': 'MODULE FAILURE', 'module_stderr': traceback}), 'MODULE FAILURE\nValueError: it went wrong')

    def test_of_a_loop_tells_the_first_item_that_failed_and_how_many(self) -> None:
        result = {'msg': 'One or more items failed', 'results': [
            {'item': 'a', '_ansible_item_label': 'a', 'msg': 'fine'},
            {'item': 'b', '_ansible_item_label': 'b', 'failed': True, 'msg': 'b broke'},
            {'item': 'c', '_ansible_item_label': 'c', 'failed': True, 'msg': 'c broke'},
        ]}
        self.assertEqual(message(result), 'b: b broke\n(2 of 3 items failed)')

    def test_looks_for_secrets_before_it_cuts_or_joins_anything(self) -> None:
        self.assertEqual(message({'msg': 'failed', 'stdout': 'Password:\ngeheim\n1\n2\n3\n4'}), 'failed\n***\n1\n2\n3\n4')
        for before in (1, 20, 40):
            for half in (32_768, 1333):
                self.assertNotIn(
                    'heim', message({'msg': 'x\n' * ((half - before) // 2) + 'the password=' + 'geheim' * 6 + '\n' + 'y\n' * 40_000})
                )
                self.assertNotIn(
                    'heim', message({'msg': 'y\n' * 40_000 + 'the password=' + 'geheim' * 6 + '\n' + 'x\n' * ((half - before) // 2)})
                )
        self.assertNotIn('heim', message({'msg': '{"password": "ge heim ' + 'geheim ' * 20_000 + '"}'}))
        self.assertNotIn('geh', message({'results': [{'item': 'x' * 180 + ' password=geheimgeheimgeheim', 'failed': True}]}))

    def test_is_never_longer_than_the_contract_allows(self) -> None:
        self.assertLessEqual(len(message({'msg': 'x' * 1_000_000, 'stderr': '🍓' * 100_000}).encode('utf-16-le')) // 2, 4000)

    def test_tells_something_where_the_task_said_nothing(self) -> None:
        self.assertEqual(message({}), 'it said nothing')
        self.assertEqual(message({'msg': None, 'results': [{'failed': True}]}), 'it said nothing')

    def test_takes_whatever_type_a_module_returns(self) -> None:
        self.assertEqual(message({'msg': ['one', 2]}), 'one\n2')
        self.assertEqual(message({'msg': {'a': 1}}), "{'a': 1}")


class NoLog(unittest.TestCase):
    def test_reads_nothing_of_a_task_with_no_log(self) -> None:
        self.assertEqual(message({'msg': 'geheim', 'stderr': 'geheim'}, no_log=True), 'hidden, because the task has no_log')

    def test_reads_nothing_that_ansible_has_censored(self) -> None:
        self.assertNotIn('geheim', message({'censored': 'the output has been hidden', 'msg': 'geheim'}))
        self.assertNotIn('geheim', message({'_ansible_no_log': True, 'msg': 'geheim'}))

    def test_reads_nothing_of_one_item_with_no_log(self) -> None:
        result = {
            'msg': 'One or more items failed', 'results': [{'_ansible_no_log': True, 'failed': True, 'item': 'geheim', 'msg': 'geheim'}]
        }
        self.assertEqual(message(result), 'hidden, because the task has no_log')


class SshWords(unittest.TestCase):
    """Words of ssh's own are about a failure only where ssh itself has failed."""

    def test_go_where_the_command_has_failed_whichever_way_ssh_was_connected(self):
        for words in (
            'Shared connection to 192.0.2.7 closed.\r\n', 'Connection to 192.0.2.7 closed.\n',
            "Warning: Permanently added '192.0.2.7' (ED25519) to the list of known hosts.\n"
        ):
            for code in (1, None):
                self.assertEqual(without_ssh('it said this\n' + words, code), 'it said this')

    def test_stay_where_ssh_has_failed(self):
        self.assertEqual(without_ssh('Connection to 192.0.2.7 closed.', 255), 'Connection to 192.0.2.7 closed.')
