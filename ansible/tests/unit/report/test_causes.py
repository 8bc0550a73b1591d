"""What is made of real failures: causes.json says where each comes from."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.causes import is_of_device, refusal_of_key
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import exit_message, failure_message

CASES = json.loads((Path(__file__).parent / 'causes.json').read_text(encoding='utf-8'))
CHANGED = '''Task failed: Failed to connect to the host via ssh: @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
SHA256:gRUtw0dKNhI3ZSkyCsKb1Wg1HjBJnYmPMn+nkeBDlOo.
Please contact your system administrator.
Add correct host key in /etc/mimamori/known_hosts to get rid of this message.
Offending ED25519 key in /etc/mimamori/known_hosts:3
  remove with:
  ssh-keygen -f "/etc/mimamori/known_hosts" -R "192.168.10.33"
Host key for 192.168.10.33 has changed and you have requested strict checking.
Host key verification failed.'''


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
        self.assertEqual([exit_message(code) for code in (None, 0, True, '3')], [''] * 4)
        self.assertEqual(exit_message(3), 'exit status 3')
        self.assertEqual(exit_message(126), 'exit status 126: not executable')
        self.assertEqual(exit_message(143), 'exit status 143: killed by SIGTERM')
        self.assertEqual(exit_message(-11), 'exit status -11: killed by SIGSEGV')
        self.assertEqual(exit_message(255), 'exit status 255')

    def test_is_all_that_is_told_of_a_task_with_no_log(self) -> None:
        self.assertEqual(
            failure_message({'_ansible_no_log': True, 'rc': 127, 'stdout': 'geheim: not found'}, no_log=False),
            'hidden, because the task has no_log; exit status 127: command not found'
        )


class AHostKey(unittest.TestCase):
    """Texts of OpenSSH 10.0 about a host key; a key that has changed or is unknown: test/ansible/callback/host-key.test.ts."""

    def test_of_which_ssh_says_no_more_is_refused_too(self) -> None:
        self.assertTrue(
            (
                refusal_of_key('Failed to connect to the host via ssh: Host key verification failed.') or ''
            ).startswith('Host key verification failed. If')
        )

    def test_of_the_machine_in_between_is_not_the_hosts_which_nothing_has_been_heard_of(self) -> None:
        for last in (
            'Connection closed by UNKNOWN port 65535',
            'kex_exchange_identification: Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535'
        ):
            self.assertIsNone(refusal_of_key(f'{CHANGED}\r\n{last}'))

    def test_has_nothing_to_do_with_a_host_that_does_not_answer(self) -> None:
        for said in (
            'ssh: connect to host 192.168.10.33 port 22: No route to host', 'pi@192.168.10.33: Permission denied (publickey).',
            'hidden, because the task has no_log'
        ):
            self.assertIsNone(refusal_of_key(said))
