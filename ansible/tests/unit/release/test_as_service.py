"""What the service may change runs with the rights of the service."""
import grp
import os
import pwd
import unittest
from unittest import mock

from mimamori_release import checks, preflight
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


def whose(argv):
    return {'checks': [{'command': argv}], 'proof': {'file': 'says'}}


class Commands(DeviceTree):
    def setUp(self):
        super().setUp()
        self.request.update(owner='nobody', group=grp.getgrgid(pwd.getpwnam('nobody').pw_gid).gr_name)
        self.script = self.put('opt/demo/releases/two/check', '#!/bin/sh\nid --user --name >&2\nexit 1\n')
        os.chmod(self.script, 0o755)
        os.symlink('releases/two', self.paths.current)
        os.chmod(self.top, 0o755)
        self.linked = os.path.join(self.top, 'opt/demo/current/check')

    def ends_with(self, argv):
        with self.assertRaises(Refusal) as raised:
            checks.check_command({'command': argv}, self.request)
        return str(raised.exception)

    @unittest.skipUnless(os.geteuid() == 0, 'only root can run as somebody else')
    def test_run_as_its_owner_where_root_is_connected_whether_by_name_by_link_or_by_an_interpreter(self):
        beside = os.path.join(self.top, 'beside')
        os.symlink(self.script, beside)
        for argv in ([self.script], [self.linked], [beside], ['/bin/sh', self.script]):
            self.assertEqual(self.ends_with(argv), '%s ended with 1: nobody' % ' '.join(argv))
        self.assertEqual(
            self.ends_with(['/bin/sh', '-c', 'id --user --name; exit 1', self.script]),
            '/bin/sh -c id --user --name; exit 1 %s ended with 1: nobody' % self.script
        )
        self.assertIn('ended with 1: root', self.ends_with(['/bin/sh', '-c', 'id --user --name; exit 1']))

    @unittest.skipUnless(os.geteuid() == 0, 'only root can run as somebody else')
    def test_a_proof_shows_nothing_that_the_service_could_not_read(self):
        secret = self.put('secret', 'hunter2\n')
        os.chmod(secret, 0o600)
        os.symlink(secret, os.path.join(self.paths.current, 'says'))
        with self.assertRaisesRegex(Refusal, 'does not say which revision it runs: .*Permission denied'):
            checks.ask({**self.request, 'proof': {'file': 'says'}})
        self.put('opt/demo/current/said', 'two\n')
        self.assertEqual(checks.ask({**self.request, 'proof': {'file': 'said'}}), 'two')

    def test_are_refused_before_anything_is_changed_where_somebody_else_is_connected(self):
        with mock.patch.object(os, 'geteuid', lambda: 1234):
            for argv in ([self.linked], ['/usr/bin/python3', self.script]):
                reasons = list(preflight.check_commands({**self.request, **whose(argv)}, self.paths))
                self.assertEqual(len(reasons), 1)
                self.assertRegex(reasons[0], '/check is below .*/opt/demo, where nobody can change it, .*such as /usr/local/bin')
            for argv in (['/usr/bin/test', '-e', self.script], ['true'], ['/usr/bin/demo']):
                self.assertEqual(list(preflight.check_commands({**self.request, **whose(argv)}, self.paths)), [])
            self.assertEqual(
                list(preflight.check_commands({**self.request, **whose([self.script]), 'owner': 'root', 'group': 'root'}, self.paths)), []
            )
        with mock.patch.object(os, 'geteuid', lambda: pwd.getpwnam('nobody').pw_uid):
            self.assertEqual(checks.command_for([self.script], self.request), [self.script])
