"""A first release that fails has nothing to go back to but what ran before there was any."""
import os

from mimamori_release import history, paths, placed_units, restart, settings, switch, undo_log

from .settings_files import SettingsFiles
from .systemd_stand_in import SystemdStandIn


class FirstRelease(SystemdStandIn, SettingsFiles):
    def setUp(self):
        super().setUp()
        self.replace(placed_units, 'UNIT_FILES', os.path.join(self.top, 'etc-systemd'))
        self.replace(paths, 'DECLARATIONS', os.path.join(self.top, 'declarations'))
        self.replace(switch, 'STARTED', os.path.join(self.top, 'started'))
        self.paths = paths.paths_of(self.request)
        os.makedirs(self.paths.run)
        self.old = self.put('etc-systemd/demo.service', 'ExecStart=/home/pi/demo\n')
        self.set_units({'demo.service': {'ActiveState': 'active'}, 'new.service': {}})
        self.request.update({'services': ['demo.service', 'new.service'], 'restart_seconds': 30})

    def fail(self):
        """Up to where the role undoes it."""
        self.run_release('two')
        self.ours = [self.paths.current, self.put('declarations/demo.json'), self.put('started/demo')]
        self.write({self.old: 'ExecStart=/opt/demo\n'})
        restart.command(self.request)
        self.set_units({'demo.service': {'ActiveState': 'failed'}, 'new.service': {'ActiveState': 'failed'}})

    def test_what_ran_before_runs_again_by_its_own_unit_file(self):
        self.fail()
        self.assertEqual(settings.undo(self.request), {'started_again': ['demo.service']})
        # The agent reports no release that does not run.
        self.assertEqual([path for path in self.ours if os.path.lexists(path)], [])
        self.assertEqual((self.state('demo.service'), self.state('new.service')), ('active', 'failed'))
        # Once systemd has read what is there again.
        self.assertEqual(self.calls()[-1], 'systemctl restart -- demo.service')
        self.assertLess(len(self.calls()) - 1 - self.calls()[::-1].index('systemctl daemon-reload'), len(self.calls()) - 1)

    def test_what_no_restart_has_touched_stays_as_it_is(self):
        self.write({self.old: 'ExecStart=/opt/demo\n'})
        self.assertEqual(settings.undo(self.request), {'started_again': []})
        self.assertNotIn('systemctl restart -- demo.service', self.calls())

    def test_where_there_is_a_release_to_go_back_to_that_one_starts_it(self):
        os.makedirs(self.paths.release('one'))
        self.run_release('one')
        history.add(self.paths, 'one')
        self.fail()
        before = len(self.calls())
        self.assertEqual(settings.undo(self.request), {'started_again': []})
        self.assertNotIn('systemctl restart -- demo.service', self.calls()[before:])

    def test_after_a_loss_of_power_what_failed_at_the_boot_is_started_again(self):
        self.write({self.old: 'ExecStart=/opt/demo\n'})
        self.set_units({'demo.service': {'ActiveState': 'failed'}, 'new.service': {}})
        undo_log.after_boot('demo')
        self.assertEqual((self.state('demo.service'), self.state('new.service')), ('active', 'inactive'))
        self.assertIsNone(undo_log.read(self.paths))
