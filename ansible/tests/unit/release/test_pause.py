"""What is heavy is paused, and started again: by the role, by the dead-man timer, at boot."""
import os

from mimamori_release import lease, pause, restart, undo_log
from mimamori_release.paths import Paths
from mimamori_release.refusal import Refusal

from .systemd_stand_in import SystemdStandIn


class Pausing(SystemdStandIn):
    def setUp(self):
        super().setUp()
        self.request.update({
            'pause_units': ['heavy.service', 'apt.timer', 'apt.service', 'idle.service', 'nowhere.service'], 'deadman_seconds': 900,
            'restart_seconds': 30
        })
        self.set_units({
            'heavy.service': {'ActiveState': 'active'}, 'apt.timer': {'ActiveState': 'active', 'Type': ''}, 'idle.service': {},
            'apt.service': {'ActiveState': 'activating', 'Type': 'oneshot', 'TriggeredBy': 'apt.timer'}
        })

    def systemctl(self, *arguments):
        os.spawnvp(os.P_WAIT, self.top + '/bin/systemctl', ['systemctl', *arguments])

    def states(self):
        return {unit: self.state(unit) for unit in ('heavy.service', 'apt.timer', 'apt.service', 'idle.service')}

    def timers(self):
        return [call for call in self.calls() if call.startswith('systemd-run')]

    def lose_power(self):
        """At the next boot nothing that a target does not want is active, and /run is empty."""
        for directory in ('run', 'run-systemd'):
            for top, _directories, files in os.walk(os.path.join(self.top, directory)):
                for name in files:
                    os.unlink(os.path.join(top, name))
        self.systemctl('stop', *self.states())

    def test_what_rests_is_not_revived_and_what_was_active_comes_back(self):
        self.assertEqual(pause.command(self.request)['paused'], ['apt.timer', 'heavy.service'])
        self.systemctl('start', 'heavy.service')
        self.assertEqual(set(self.states().values()), {'inactive'})
        self.assertEqual(len(self.timers()), 1)
        self.assertEqual(undo_log.restore('demo'), {'restored': ['heavy.service', 'apt.timer'][::-1]})
        # Work that a timer had begun is the timer's to begin again.
        self.assertEqual(
            self.states(), {'heavy.service': 'active', 'apt.timer': 'active', 'apt.service': 'inactive', 'idle.service': 'inactive'}
        )
        self.assertFalse(os.path.exists(self.paths.paused))
        self.assertIn('systemctl stop mimamori-restore-demo.timer', self.calls()[-1])

    def test_stops_timers_before_what_they_would_start(self):
        pause.command(self.request)
        stopped = [call.split()[-1] for call in self.calls() if call.startswith('systemctl stop --')]
        self.assertEqual(stopped[0], 'apt.timer')

    def test_a_loss_of_power_between_list_and_timer_leaves_all_that_a_boot_needs(self):
        def lose_power(*_arguments):
            raise KeyboardInterrupt
        self.replace(pause, 'arm', lose_power)
        with self.assertRaises(KeyboardInterrupt):
            pause.command(self.request)
        self.assertEqual(self.text('lib/mimamori/release.pyz'), 'the program')
        self.assertIn('ConditionPathExists=|%s\n' % self.paths.paused, self.text('etc-systemd/mimamori-restore-demo.service'))
        self.lose_power()
        undo_log.restore('demo')
        self.assertEqual([self.states()['heavy.service'], self.states()['apt.timer']], ['active', 'active'])

    def test_a_second_pause_remembers_what_the_first_has_stopped(self):
        pause.command(self.request)
        pause.command(self.request)
        undo_log.restore('demo')
        self.assertEqual(self.states()['heavy.service'], 'active')

    def test_the_restorer_is_run_by_the_python_that_is_there(self):
        self.replace(pause.sys, 'executable', '/opt/python/bin/python3')
        pause.command(self.request)
        self.assertIn(
            'ExecStart=/opt/python/bin/python3 %s restore 300 demo\n' % pause.PROGRAM,
            self.text('etc-systemd/mimamori-restore-demo.service')
        )

    def test_does_not_wait_for_the_end_of_work_nor_for_what_has_failed(self):
        self.set_units({
            'work.service': {'ActiveState': 'activating', 'Type': 'oneshot'},
            'broken.service': {'ActiveState': 'active', 'becomes': 'failed'}
        })
        self.request['pause_units'] = ['work.service', 'broken.service', 'gone.service']
        pause.command(self.request)
        with self.assertRaisesRegex(Refusal, 'paused for the update, and did not start again: broken.service$'):
            undo_log.restore('demo')
        self.assertEqual(self.state('work.service'), 'activating')
        self.assertIn('systemctl start --no-block -- broken.service work.service', self.calls())
        # For the next boot, and for health checks.
        self.assertEqual([one['unit'] for one in pause.read_paused(self.paths)], ['broken.service'])

    def test_a_service_of_the_release_starts_although_it_is_paused_and_the_others_stay_paused(self):
        pause.command(self.request)
        restart.command({**self.request, 'services': ['heavy.service']})
        self.assertEqual([self.state('heavy.service'), self.state('apt.timer')], ['active', 'inactive'])

    def test_a_unit_that_is_checked_starts_although_it_is_paused(self):
        pause.command(self.request)
        restart.command({**self.request, 'checks': [{'unit': 'apt.timer'}, {'unit': 'idle.service'}, {'http': 'http://127.0.0.1/'}]})
        self.assertEqual((self.state('apt.timer'), self.state('heavy.service')), ('active', 'inactive'))

    def test_a_unit_that_two_releases_have_paused_comes_back_with_the_last_of_them(self):
        other = {**self.request, 'name': 'other'}
        os.makedirs(Paths('other').state)
        pause.command(self.request)
        pause.command(other)
        undo_log.restore('demo')
        self.systemctl('start', 'heavy.service')
        self.assertEqual(self.states()['heavy.service'], 'inactive')
        undo_log.restore('other')
        self.assertEqual(self.states()['heavy.service'], 'active')
        self.assertEqual([files for _top, _directories, files in os.walk(os.path.join(self.top, 'run-systemd')) if files], [])


class Postponing(SystemdStandIn):
    def setUp(self):
        super().setUp()
        self.request.update({'pause_units': ['heavy.service'], 'deadman_seconds': 100, 'restart_seconds': 30})
        self.set_units({'heavy.service': {'ActiveState': 'active'}})
        lease.take(self.request, 60)

    def deadlines(self):
        return [part for call in self.calls() for part in call.split() if part.startswith('--on-active=')]

    def test_each_step_starts_the_time_anew_while_something_rests_and_outlasts_no_timer(self):
        lease.once(('switch', '1'), self.request, 60, dict)
        self.assertEqual(self.deadlines(), [])
        lease.once(('pause', '2'), self.request, 60, lambda: pause.command(self.request))
        lease.once(('switch', '3'), self.request, 60, dict)
        lease.once(('hook', '4'), self.request, 330, dict)
        self.assertEqual(self.deadlines(), ['--on-active=100s', '--on-active=100s', '--on-active=330s'])
        undo_log.restore('demo')
        lease.once(('commit', '5'), self.request, 60, dict)
        self.assertEqual(len(self.deadlines()), 3)
