"""Units of a user's own systemd are asked for there, by whom it lets in."""
import os
import pwd
import unittest
from types import SimpleNamespace
from unittest import mock

from mimamori_release import restart, unit_check, units
from mimamori_release.refusal import Refusal

USERS = {'pi': SimpleNamespace(pw_uid=1000, pw_gid=1000)}
KIOSK = 'kiosk.service of pi'
NO_SYSTEMD = ('kiosk.service of pi cannot be reached: pi has no running systemd of its own on this device. Let pi log in at boot, or run: '
              'sudo loginctl enable-linger pi. To see why it does not run: systemctl status user@1000')


def user(name):
    return USERS[name]


class UserUnits(unittest.TestCase):
    def setUp(self):
        self.has_session = True
        for patch in (mock.patch.object(pwd, 'getpwnam', user), mock.patch.object(pwd, 'getpwuid', lambda _uid: USERS['pi']),
                      mock.patch.object(os.path, 'exists', lambda path: self.has_session and path == '/run/user/1000/systemd/private')):
            patch.start()
            self.addCleanup(patch.stop)

    def systemctl(self, uid, unit=KIOSK):
        with mock.patch.object(os, 'geteuid', lambda: uid):
            return ' '.join(units.systemctl(unit, 'restart'))

    def test_are_told_by_name_and_user_and_others_by_their_name(self):
        request = {
            'services': ['demo.service', {'name': 'kiosk.service', 'user': 'pi'}],
            'checks': [{'unit': 'x.timer', 'user': 'pi'}, {'unit': 'y.timer'}, {'http': '/'}],
            'unit': {'name': 'kiosk.service', 'user': 'pi'}
        }
        found = units.addressed(request)
        self.assertEqual(
            (found['services'], [check.get('unit') for check in found['checks']], found['unit']),
            (['demo.service', KIOSK], ['x.timer of pi', 'y.timer', None], KIOSK)
        )
        self.assertEqual(units.addressed(found), found)
        for wrong in ({'name': 'kiosk.service'}, 7):
            with self.assertRaisesRegex(Refusal, 'release_services has .*, expected names of units'):
                units.address(wrong)

    def test_are_asked_for_as_their_user(self):
        self.assertEqual(
            self.systemctl(0),
            'setpriv --reuid=1000 --regid=1000 --init-groups -- env XDG_RUNTIME_DIR=/run/user/1000 '
            'systemctl --user restart -- kiosk.service'
        )
        self.assertEqual(self.systemctl(1000), 'env XDG_RUNTIME_DIR=/run/user/1000 systemctl --user restart -- kiosk.service')
        self.assertEqual(self.systemctl(0, 'demo.service'), 'systemctl restart -- demo.service')
        self.assertEqual(
            ' '.join(units.journalctl(KIOSK, '--boot')),
            'journalctl --boot _SYSTEMD_USER_UNIT=kiosk.service _UID=1000 + USER_UNIT=kiosk.service _UID=1000'
        )

    def test_are_refused_before_anything_is_changed_where_nobody_lets_us_in(self):
        with mock.patch.object(os, 'geteuid', lambda: 1001):
            self.assertEqual(
                unit_check.reason_against(KIOSK),
                'kiosk.service of pi can only be seen by root and by pi: connect as one of them (ansible_user)'
            )
            self.assertEqual(
                unit_check.reason_against('kiosk.service of nobody-here'),
                'there is no user nobody-here on this device, whose units are named in the inventory'
            )
        self.has_session = False
        with mock.patch.object(os, 'geteuid', lambda: 0):
            self.assertEqual(unit_check.reason_against(KIOSK), NO_SYSTEMD)

    def test_say_the_same_where_the_users_systemd_has_ended_since(self):
        no_bus = 1, '', 'Failed to connect to user scope bus via local transport: Connection refused\n'
        with mock.patch.object(os, 'geteuid', lambda: 0):
            for module, ask in ((units, lambda: units.show(KIOSK)), (restart, lambda: restart.do('restart', KIOSK, 30))):
                with mock.patch.object(module, 'run', lambda *_argv: no_bus), self.assertRaises(Refusal) as caught:
                    ask()
                self.assertEqual(str(caught.exception).replace(KIOSK + ' could not be restarted: ', ''), NO_SYSTEMD)
