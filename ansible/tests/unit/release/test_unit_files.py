"""A unit file that comes with a release comes to systemd, and goes with it."""
import os

from mimamori_release import placed_units, settings, unit_check

from .settings_files import SettingsFiles
from .systemd_stand_in import SystemdStandIn


class UnitFiles(SystemdStandIn, SettingsFiles):
    def setUp(self):
        super().setUp()
        self.replace(placed_units, 'UNIT_FILES', os.path.join(self.top, 'etc-systemd'))
        self.new = os.path.join(self.top, 'etc-systemd/new.service')

    def test_systemd_reads_it_anew_and_a_new_one_that_says_when_starts_at_boot(self):
        there = self.put('etc-systemd/there.service', 'ExecStart=/bin/a\n')
        self.write({
            self.new: '[Install]\nWantedBy=multi-user.target\n', there: '[Install]\nExecStart=/bin/b\n',
            os.path.join(self.top, 'etc/demo.env'): 'A=1\n'
        })
        self.assertEqual(self.calls(), ['systemctl daemon-reload', 'systemctl enable --quiet -- new.service'])

    def test_a_new_one_goes_with_the_release_and_another_is_what_it_was(self):
        there = self.put('etc-systemd/there.service', 'ExecStart=/bin/a\n')
        self.write({self.new: '[Service]\n', there: 'ExecStart=/bin/b\n'})
        before = len(self.calls())
        self.undo()
        self.assertEqual(
            self.calls()[before:],
            [
                'systemctl disable --quiet --now --no-block -- new.service', 'systemctl reset-failed -- new.service',
                'systemctl daemon-reload'
            ]
        )
        self.assertEqual((os.path.exists(self.new), self.text('etc-systemd/there.service')), (False, 'ExecStart=/bin/a\n'))

    def test_settings_elsewhere_are_no_business_of_systemd(self):
        self.write({os.path.join(self.top, 'etc/demo.env'): 'A=1\n'})
        self.undo()
        self.assertEqual(self.calls(), [])

    def test_a_service_whose_unit_comes_with_the_release_is_not_missing_before(self):
        request = {**self.request, 'services': ['new.service', 'gone.service'], 'units': ['deploy/new.service']}
        self.assertEqual(
            unit_check.check_units(request, self.paths),
            ['there is no unit gone.service on this device. Install it there, or correct its name in the inventory.']
        )

    def test_an_instance_comes_with_its_template_and_is_what_starts_at_boot(self):
        request = {
            **self.request, 'services': ['inst@8300.service'], 'checks': [{'unit': 'inst@8301.service'}], 'units': ['deploy/inst@.service']
        }
        self.assertEqual(unit_check.check_units(request, self.paths), [])
        self.request = request
        self.write({os.path.join(self.top, 'etc-systemd/inst@.service'): '[Install]\nWantedBy=multi-user.target\n'})
        self.assertEqual(
            self.calls(),
            ['systemctl daemon-reload', 'systemctl enable --quiet -- inst@8300.service', 'systemctl enable --quiet -- inst@8301.service']
        )
        self.undo()
        self.assertIn('systemctl reset-failed -- inst@*.service', self.calls())

    def test_one_that_somebody_has_changed_or_removed_is_told_to_the_server_like_a_settings_file(self):
        self.request['settings'] = [{'path': self.new}]
        self.assertEqual(settings.applied(self.request)['files'], [{'there': None, 'is_there_as': None, 'brought': None, 'ours': []}])
        self.assertEqual(settings.read(self.request)['files'][0]['there'], None)
