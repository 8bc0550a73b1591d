"""A unit file that the role has placed goes once no release lists it, and comes back with a release that did."""
import json
import os

from mimamori_release import files, history, paths, placed_units, retention, settings, switch, unit_check

from .settings_files import SettingsFiles
from .systemd_stand_in import SystemdStandIn


class PlacedUnits(SystemdStandIn, SettingsFiles):
    def setUp(self):
        super().setUp()
        for module in (switch, paths):
            self.replace(module, 'DECLARATIONS', os.path.join(self.top, 'declarations'))
        self.replace(placed_units, 'UNIT_FILES', os.path.join(self.top, 'etc-systemd'))
        os.makedirs(self.paths.run)
        self.set_units({'main.service': {'ActiveState': 'active'}})
        self.request.update({'services': ['main.service'], 'settle_seconds': 0})
        self.extra = os.path.join(self.top, 'etc-systemd/extra.service')
        for revision in ('one', 'two'):
            os.makedirs(self.paths.release(revision))

    def update(self, revision, units, files, **more):
        """Without what the server does in between; gives what was asked of systemd."""
        before = len(self.calls())
        self.request.update({'revision': revision, 'units': ['deploy/' + name for name in units], **more})
        self.write(files)
        switch.command(self.request)
        retention.commit(self.request)
        return [call for call in self.calls()[before:] if ' show ' not in call]

    def test_goes_once_a_release_that_does_not_list_it_has_proved_itself(self):
        self.update('one', ['extra.service'], {self.extra: '[Install]\n'})
        self.request['revision'] = 'two'
        self.assertTrue(os.path.exists(self.extra))
        self.assertEqual(
            self.update('two', [], {}),
            [
                'systemctl disable --quiet --now -- extra.service', 'systemctl reset-failed -- extra.service',
                'systemctl daemon-reload'
            ]
        )
        self.assertFalse(os.path.exists(self.extra))

    def test_stays_where_it_was_there_before_the_role_or_somebody_has_changed_it_since(self):
        there = self.put('etc-systemd/there.service', 'mine\n')
        self.update('one', ['there.service', 'extra.service'], {there: 'theirs\n', self.extra: 'theirs\n'})
        self.put('etc-systemd/extra.service', 'changed by hand\n')
        self.assertEqual(self.update('two', [], {}), [])
        self.assertEqual(
            (self.text('etc-systemd/there.service'), self.text('etc-systemd/extra.service')), ('theirs\n', 'changed by hand\n')
        )

    def test_stays_while_a_service_or_a_check_or_another_release_needs_it(self):
        self.set_units({'main.service': {'ActiveState': 'active'}, 'extra@1.service': {'ActiveState': 'active'}})
        template = os.path.join(self.top, 'etc-systemd/extra@.service')
        shared = os.path.join(self.top, 'etc-systemd/shared.service')
        self.update('one', ['extra@.service', 'shared.service'], {template: 'a\n', shared: 'b\n'})
        other = paths.Paths('other', os.path.join(self.top, 'opt/other'))
        os.makedirs(other.state)
        os.makedirs(other.release('x'))
        history.record_proved_with({**self.request, 'revision': 'x', 'units': ['shared.service']}, other)
        self.update('two', [], {}, services=['main.service', 'extra@1.service'])
        self.assertEqual((os.path.exists(template), os.path.exists(shared)), (True, True))

    def test_comes_back_with_a_release_that_listed_it_and_goes_again(self):
        self.update('one', ['extra.service'], {self.extra: '[Install]\nWantedBy=multi-user.target\n'})
        self.update('two', [], {})
        before = len(self.calls())
        switch.command({**self.request, 'revision': 'one', 'is_return': True})
        retention.commit({**self.request, **history.proved_with(self.paths, 'one'), 'revision': 'one', 'is_return': True})
        self.assertEqual(self.text('etc-systemd/extra.service'), '[Install]\nWantedBy=multi-user.target\n')
        self.assertEqual(
            [call for call in self.calls()[before:] if ' show ' not in call],
            ['systemctl daemon-reload', 'systemctl enable --quiet -- extra.service']
        )
        self.update('two', [], {})
        self.assertFalse(os.path.exists(self.extra))

    def test_is_remembered_only_while_a_release_is_kept_that_listed_it(self):
        self.update('one', ['extra.service'], {self.extra: 'a\n'})
        self.update('two', [], {})
        self.assertEqual(list(placed_units.read(self.paths)['removed']), [self.extra])
        os.rmdir(self.paths.release('one'))
        self.update('two', [], {})
        self.assertEqual(placed_units.read(self.paths), {'placed': {}, 'removed': {}})

    def test_a_list_that_lost_one_is_something_to_do_but_for_a_device_that_has_no_record_of_lists(self):
        self.update('one', ['extra.service'], {self.extra: 'a\n'})
        without = {**self.request, 'units': []}
        self.assertEqual(settings.applied(without)['differing'], ['units'])
        record = files.read_record(self.paths.applied)
        del record['units']
        self.put('state/demo/applied.json', json.dumps(record))
        self.assertEqual(settings.applied(without)['differing'], [])


class UnitFiles(SystemdStandIn, SettingsFiles):
    """A unit file that comes with a release comes to systemd, and goes with it."""

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
                'systemctl disable --quiet --now -- new.service', 'systemctl reset-failed -- new.service',
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
