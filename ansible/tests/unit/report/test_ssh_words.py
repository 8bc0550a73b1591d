"""Words of ssh's own are about a failure only where ssh itself has failed."""
import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import without_ssh


class SshWords(unittest.TestCase):
    def test_go_where_the_command_has_failed_whichever_way_ssh_was_connected(self):
        for words in (
            'Shared connection to 192.0.2.7 closed.\r\n', 'Connection to 192.0.2.7 closed.\n',
            "Warning: Permanently added '192.0.2.7' (ED25519) to the list of known hosts.\n"
        ):
            for code in (1, None):
                self.assertEqual(without_ssh('it said this\n' + words, code), 'it said this')

    def test_stay_where_ssh_has_failed(self):
        self.assertEqual(without_ssh('Connection to 192.0.2.7 closed.', 255), 'Connection to 192.0.2.7 closed.')
