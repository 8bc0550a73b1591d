"""Who loses the way in when passwords are off."""
import os
import subprocess
import tempfile
import types
import unittest
from unittest import mock

from mimamori_ssh import accounts

BY_PASSWORD = {
    'passwordauthentication': 'yes', 'kbdinteractiveauthentication': 'no', 'authorizedkeysfile': '.ssh/authorized_keys',
    'strictmodes': 'yes', 'permitrootlogin': 'without-password'
}


class Accounts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.home = os.path.realpath(directory.name)
        os.makedirs(os.path.join(self.home, '.ssh'), mode=0o700)
        self.keys = os.path.join(self.home, '.ssh/authorized_keys')
        self.account = types.SimpleNamespace(pw_name='pi', pw_uid=os.getuid() or 1000, pw_dir=self.home, pw_shell='/bin/sh')

    def has_key(self, **settings):
        return accounts.has_key(self.account, {**BY_PASSWORD, **settings})

    def write_key(self, before=''):
        subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', os.path.join(self.home, 'key')], check=True)
        with open(os.path.join(self.home, 'key.pub'), encoding='ascii') as file, open(self.keys, 'w', encoding='ascii') as keys:
            keys.write(before + file.read())
        os.chmod(self.keys, 0o600)

    def locked_out(self, shadow, settings, account=None):
        with open(os.path.join(self.home, 'shadow'), 'w', encoding='ascii') as file:
            file.write(shadow)
        sshd = types.SimpleNamespace(settings=lambda _user: {**BY_PASSWORD, **settings})
        with mock.patch.object(accounts, 'SHADOW', file.name), mock.patch.object(
            accounts, 'login_accounts', lambda: [account or self.account]
        ):
            return accounts.locked_out(sshd)

    def test_a_key_counts_also_with_options_before_it(self):
        self.write_key('# of the server\nfrom="192.168.10.2" ')
        self.assertTrue(self.has_key())

    def test_a_file_without_a_key_does_not_count(self):
        for content in (None, '', '# nobody\n', 'ssh-ed25519 AAAA\n'):
            if content is not None:
                with open(self.keys, 'w', encoding='ascii') as file:
                    file.write(content)
            self.assertFalse(self.has_key(), content)

    def test_a_key_that_others_could_replace_does_not_count_for_sshd(self):
        self.write_key()
        os.chmod(os.path.dirname(self.keys), 0o770)
        self.assertFalse(self.has_key())
        self.assertTrue(self.has_key(strictmodes='no'))

    def test_keys_are_looked_for_where_sshd_does(self):
        self.write_key()
        self.assertTrue(self.has_key(authorizedkeysfile='/nowhere/%u %h/.ssh/authorized_keys'))
        self.assertFalse(self.has_key(authorizedkeysfile='/nowhere/%u'))
        self.assertFalse(self.has_key(authorizedkeysfile='none'))
        self.assertTrue(self.has_key(authorizedkeysfile='none', authorizedkeyscommand='/usr/bin/sss_ssh_authorizedkeys'))

    def test_one_with_a_password_and_no_key_is_locked_out(self):
        self.assertEqual(self.locked_out('pi:$y$j9T$x:1:::::\n', {}), ['pi'])
        self.assertEqual(
            self.locked_out('pi:$y$j9T$x:1:::::\n', {'passwordauthentication': 'no', 'kbdinteractiveauthentication': 'yes'}), ['pi']
        )

    def test_nobody_is_who_cannot_use_a_password_today(self):
        for shadow in ('pi:!$y$j9T$x:1:::::\n', 'pi:*:1:::::\n', 'pi::1:::::\n', ''):
            self.assertEqual(self.locked_out(shadow, {}), [], shadow)
        self.assertEqual(self.locked_out('pi:$y$j9T$x:1:::::\n', {'passwordauthentication': 'no'}), [])

    def test_root_is_locked_out_only_where_its_password_works(self):
        root = types.SimpleNamespace(pw_name='root', pw_uid=0, pw_dir=self.home, pw_shell='/bin/bash')
        self.assertEqual(self.locked_out('root:$y$j9T$x:1:::::\n', {}, root), [])
        self.assertEqual(self.locked_out('root:$y$j9T$x:1:::::\n', {'permitrootlogin': 'yes'}, root), ['root'])
