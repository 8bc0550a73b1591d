"""What ssh says of a host key, as OpenSSH 10.0 does."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.causes import refusal_of_key

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


class AHostKey(unittest.TestCase):
    def test_that_has_changed_is_told_with_what_came_what_was_expected_and_what_to_do(self) -> None:
        said = refusal_of_key(CHANGED) or ''
        self.assertTrue(said.startswith(
            'Host key verification failed: 192.168.10.33 answers with the ED25519 key SHA256:gRUtw0dKNhI3ZSkyCsKb1Wg1HjBJnYmPMn+nkeBDlOo, '
            'expected the one in line 3 of /etc/mimamori/known_hosts. '
            'If the device was newly set up, reinstalled or replaced, record its key'), said)

    def test_that_nobody_has_put_on_record_is_refused_too(self) -> None:
        said = refusal_of_key(
            'Failed to connect to the host via ssh: '
            'No ED25519 host key is known for 192.168.10.33 and you have requested strict checking.\nHost key verification failed.'
        ) or ''
        self.assertIn('failed: no ED25519 key of 192.168.10.33 is known, and ssh does not say which one it got. If', said)

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


if __name__ == '__main__':
    unittest.main()
