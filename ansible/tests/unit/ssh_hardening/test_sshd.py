"""What sshd is to do, and whether it does."""
import unittest
from unittest import mock

from mimamori_ssh import sshd

CLOSED = {
    'pubkeyauthentication': 'yes', 'passwordauthentication': 'no', 'kbdinteractiveauthentication': 'no',
    'permitrootlogin': 'without-password'
}


class Settings(unittest.TestCase):
    def sshd(self, by_user, root_login=True):
        made = sshd.Sshd({'ends': [''], 'user': 'deploy', 'root_login': root_login})
        made.settings = lambda user: {**CLOSED, **by_user.get(user, {})}
        return made

    def test_a_line_that_includes_the_directory_is_found_however_it_is_written(self):
        for line in ('Include /etc/ssh/sshd_config.d/*.conf', '  include "/etc/ssh/sshd_config.d/*.conf"', 'Include sshd_config.d/*.conf'):
            self.assertIsNotNone(sshd.INCLUDE.search('# first\n%s\nUsePAM yes\n' % line), line)
        for line in ('# Include /etc/ssh/sshd_config.d/*.conf', 'Include /etc/ssh/sshd_config.d/mine.conf', ''):
            self.assertIsNone(sshd.INCLUDE.search('# first\n%s\nUsePAM yes\n' % line), line)

    def test_root_is_let_in_by_a_key_at_most(self):
        self.assertEqual(self.sshd({'root': {'permitrootlogin': 'yes'}}).wanted()['PermitRootLogin'], 'prohibit-password')
        self.assertEqual(self.sshd({}, root_login=False).wanted()['PermitRootLogin'], 'no')

    def test_what_is_stricter_for_root_stays_so(self):
        for value in ('no', 'forced-commands-only'):
            self.assertEqual(self.sshd({'root': {'permitrootlogin': value}}).wanted()['PermitRootLogin'], value)

    def test_nothing_is_said_where_all_is_as_wanted(self):
        self.assertEqual(self.sshd({}).contradictions(['root', 'pi']), [])

    def test_what_is_otherwise_is_said_once_with_all_accounts(self):
        passwords = {'passwordauthentication': 'yes'}
        with mock.patch.object(sshd, 'where', lambda keyword: ' (%s)' % keyword):
            self.assertEqual(
                self.sshd({'pi': passwords, 'kiosk': passwords}).contradictions(['root', 'pi', 'kiosk']),
                ['PasswordAuthentication is yes for pi, kiosk (PasswordAuthentication).']
            )
