"""A unit runs by what units of its type have."""
import os
import time

from mimamori_release import pause, restart, unit_check
from mimamori_release.refusal import Refusal

from .systemd_stand_in import SystemdStandIn


#: Seconds since the boot.
NOW = 10_000


def ago(seconds):
    """As systemd has it of a unit."""
    return str((NOW - seconds) * 1_000_000)


class Units(SystemdStandIn):
    def setUp(self):
        super().setUp()
        os.makedirs(self.paths.run)
        self.replace(time, 'monotonic', lambda: float(NOW))
        self.request['restart_seconds'] = 30

    def set_unit(self, name, **state):
        self.set_units({name: state})

    def passes(self, unit, services=()):
        unit_check.check_unit({'unit': unit}, {**self.request, 'services': services})

    def refuses(self, message, unit, services=()):
        with self.assertRaisesRegex(Refusal, message) as caught:
            self.passes(unit, services)
        self.assertEqual(caught.exception.details['unit'].rpartition('.')[2], 'service')
        return caught.exception.details.get('hopeless', False)


class Triggers(Units):
    def set_trigger(self, kind, **job):
        self.replace(restart, 'monotonic', lambda: int(ago(100)))
        restart.record_restart(self.request, [])
        self.set_units({'sync.' + kind: {'ActiveState': 'active', 'Triggers': 'sync.service'}, 'sync.service': job})

    def set_timer(self, ended, **job):
        self.set_trigger('timer', StateChangeTimestampMonotonic=ago(ended), **job)

    def test_of_each_type_are_not_in_order_while_the_service_that_they_start_has_failed_or_falls(self):
        failed = {'ActiveState': 'failed', 'Result': 'exit-code', 'StateChangeTimestampMonotonic': ago(50)}
        falling = {'ActiveState': 'activating', 'SubState': 'auto-restart', 'NRestarts': '1'}
        for kind in ('timer', 'socket', 'path'):
            unit = 'sync.' + kind
            with self.subTest(kind):
                self.set_trigger(kind, **failed)
                self.refuses(r'%s is active, but sync.service, which it starts, has failed \(exit-code\)$' % unit, unit, [unit])
                self.set_trigger(kind, **falling)
                self.refuses(r'sync.service is not active but activating \(auto-restart\), after 1 restart by systemd$', unit, [unit])
                self.set_trigger(kind, ActiveState='active', NRestarts='1', ActiveEnterTimestampMonotonic=ago(1))
                self.refuses('sync.service does not stay active for 60 s: it was restarted by systemd 1 time$', unit, [unit])

    def test_whose_service_runs_or_was_not_started_yet_are_in_order(self):
        for kind in ('timer', 'socket', 'path'):
            for job in ({}, {'ActiveState': 'active'}, {'ActiveState': 'activating', 'Type': 'oneshot', 'NRestarts': '1'}):
                with self.subTest(kind, job=job):
                    self.set_trigger(kind, **job)
                    self.passes('sync.' + kind, ['sync.' + kind])

    def test_whose_job_has_failed_since_this_run_restarted_them_are_not_in_order(self):
        failed = {'ActiveState': 'failed', 'Result': 'exit-code', 'ExecMainCode': '1', 'ExecMainStatus': '3'}
        self.set_timer(50, **failed)
        self.assertFalse(
            self.refuses(
                r'sync.timer is active, but sync.service, which it starts, has failed \(exit-code\), its main process ended with 3$',
                'sync.timer', ['sync.timer']
            )
        )
        self.set_timer(50, ActiveState='inactive', ExecMainCode='1')
        self.passes('sync.timer', ['sync.timer'])

    def test_whose_job_failed_before_are_given_a_chance_where_this_run_restarted_them(self):
        self.set_timer(150, ActiveState='failed', Result='exit-code')
        self.passes('sync.timer', ['sync.timer'])
        self.refuses('which it starts, has failed', 'sync.timer')


class Services(Units):
    def test_must_be_there_and_active_and_stay_so(self):
        self.set_units({
            'fallen.service': {'ActiveState': 'failed', 'Result': 'signal', 'ExecMainCode': '2', 'ExecMainStatus': '11'},
            'ended.service': {'ExecMainCode': '2', 'ExecMainStatus': '15'},
            'young.service': {'ActiveState': 'active', 'ActiveEnterTimestampMonotonic': ago(1), 'NRestarts': '4'},
            'falling.service': {
                'ActiveState': 'activating', 'SubState': 'auto-restart', 'NRestarts': '4', 'ExecMainCode': '1', 'ExecMainStatus': '3'
            }
        })
        # Time does not fix either of these, however much there is.
        self.assertTrue(self.refuses('there is no unit gone.service', 'gone.service'))
        self.assertTrue(self.refuses(r'fallen.service has failed \(signal\), its main process was killed by SIGSEGV$', 'fallen.service'))
        # An end by TERM is a clean one to systemd.
        self.assertFalse(
            self.refuses(r'ended.service is not active but inactive \(dead\), its main process was killed by SIGTERM$', 'ended.service')
        )
        self.refuses(
            r'falling.service is not active but activating \(auto-restart\), its main process ended with 3, after 4 restarts by systemd$',
            'falling.service'
        )
        self.refuses(r'young.service does not stay active for 60 s: it was restarted by systemd 4 times', 'young.service')

    def test_that_have_fallen_since_their_restart_must_stay_up_for_longer_than_it_took_to_come_so_far(self):
        self.replace(restart, 'monotonic', lambda: int(ago(100)))
        restart.record_restart(self.request, [])
        for up, passes in ((45, False), (55, True)):
            self.set_unit('demo.service', ActiveState='active', NRestarts='9', ActiveEnterTimestampMonotonic=ago(up))
            if passes:
                self.passes('demo.service', ['demo.service'])
            else:
                self.refuses(
                    'demo.service does not stay active for 55 s: it was restarted by systemd 9 times', 'demo.service', ['demo.service']
                )
        self.set_unit('demo.service', ActiveState='active', ActiveEnterTimestampMonotonic=ago(6))
        self.passes('demo.service', ['demo.service'])

    def test_that_have_fallen_at_some_time_must_have_been_up_for_a_minute(self):
        self.set_unit('demo.service', ActiveState='active', NRestarts='1', ActiveEnterTimestampMonotonic=ago(50))
        self.refuses('does not stay active for', 'demo.service')
        self.set_unit('demo.service', ActiveState='active', NRestarts='1', ActiveEnterTimestampMonotonic=ago(61))
        self.passes('demo.service')

    def test_that_work_until_they_are_done_must_have_ended_well_since_this_run_has_restarted_them(self):
        self.replace(restart, 'monotonic', lambda: 5_000_000)
        restart.record_restart(self.request, [])
        done = {'Type': 'oneshot', 'ExecMainCode': '1', 'ExecMainExitTimestampMonotonic': '6000000'}
        for state, passes in (({}, True), ({'ExecMainExitTimestampMonotonic': '4000000'}, False), (
            {'ExecMainCode': '0', 'ExecMainExitTimestampMonotonic': '0'}, True
        ),
                              ({'ExecMainCode': '2', 'ExecMainStatus': '15'}, False), ({'Result': 'timeout'}, False)):
            self.set_unit('job.service', **{**done, **state})
            if passes:
                self.passes('job.service', ['job.service'])
            else:
                self.refuses('job.service is not active but inactive', 'job.service', ['job.service'])
        self.set_unit('job.service', **{**done, 'ExecMainExitTimestampMonotonic': '4000000'})
        self.passes('job.service')

    def test_of_whose_end_nothing_is_known_have_not_ended_well_unless_a_restart_of_ours_has_waited_for_it(self):
        self.set_unit('job.service', Type='oneshot')
        self.passes('job.service', ['job.service'])
        self.refuses('job.service is not active but inactive', 'job.service')

    def test_that_stay_active_after_their_end_are_none_where_a_signal_was_their_end(self):
        remains = {'ActiveState': 'active', 'SubState': 'exited', 'ExecMainCode': '2', 'ExecMainStatus': '15'}
        self.set_unit('demo.service', **remains)
        self.refuses('demo.service is active, but no longer runs, its main process was killed by SIGTERM$', 'demo.service')
        self.set_unit('demo.service', **{**remains, 'ExecMainCode': '1', 'ExecMainStatus': '0'})
        self.passes('demo.service')


class OtherTypes(Units):
    def test_must_be_active(self):
        for name in (
            'demo.timer', 'demo.socket', 'demo.path', 'demo.target', 'srv-data.mount', 'srv-data.automount', 'dev-ttyUSB0.device',
            'demo.slice', 'foo@1.service'
        ):
            self.set_unit(name, ActiveState='active')
            self.passes(name)
            self.set_unit(name)
            with self.assertRaisesRegex(Refusal, r'%s is not active but inactive \(dead\)$' % name):
                self.passes(name)
            self.set_unit(name, ActiveState='failed')
            with self.assertRaisesRegex(Refusal, r'%s has failed \(' % name):
                self.passes(name)

    def test_a_target_runs_only_where_what_it_wants_does(self):
        units = {'demo.target': {
            'ActiveState': 'active', 'Wants': 'one.service two.timer', 'Requires': 'basic.target'
        }, 'basic.target': {'ActiveState': 'active', 'Wants': 'not-ours.service'},
                 'one.service': {'ActiveState': 'active'}, 'two.timer': {'ActiveState': 'active'},
                 'not-ours.service': {'ActiveState': 'failed'}}
        self.set_units(units)
        self.passes('demo.target')
        self.set_units({**units, 'one.service': {'ActiveState': 'failed', 'Result': 'exit-code'}})
        self.refuses('one.service has failed', 'demo.target')
        # Never started, or done.
        for state in ({}, {'ExecMainCode': '1', 'ExecMainStatus': '0'}):
            self.set_units({**units, 'one.service': state})
            self.passes('demo.target')

    def test_a_target_does_not_run_where_what_it_wants_was_killed_unless_that_is_kept_from_running(self):
        killed, target = {
            'ExecMainCode': '2', 'ExecMainStatus': '15', 'ConditionResult': 'yes'
        }, {'ActiveState': 'active', 'Wants': 'one.service'}
        self.set_units({'demo.target': target, 'one.service': killed})
        self.refuses(r'one.service is not active but inactive \(dead\), its main process was killed by SIGTERM$', 'demo.target')
        pause.write_paused(self.paths, [{'unit': 'one.service', 'was_active': True}])
        self.passes('demo.target')
        pause.write_paused(self.paths, [])
        self.set_units({'demo.target': target, 'one.service': {**killed, 'ConditionResult': 'no'}})
        self.passes('demo.target')

    def test_a_socket_starts_anew_with_the_service_that_runs_because_of_it(self):
        self.set_units({
            'demo.socket': {'ActiveState': 'active', 'Triggers': 'demo.service'}, 'demo.service': {'ActiveState': 'active'},
            'idle.socket': {'Triggers': 'idle.service'}, 'idle.service': {}
        })
        restart.command({**self.request, 'services': ['demo.socket', 'idle.socket']})
        self.assertEqual([call for call in self.calls() if call.split()[1] in ('stop', 'start', 'restart')],
                         [
                             'systemctl stop -- demo.service', 'systemctl restart -- demo.socket', 'systemctl start -- demo.service',
                             'systemctl restart -- idle.socket'
                         ])


class BeforeAnythingIsChanged(Units):
    def test_a_unit_that_is_not_there_or_cannot_be_started_is_refused_by_name(self):
        self.set_units({'demo.service': {}, 'masked.service': {'LoadState': 'masked'}, 'bad.timer': {'LoadState': 'bad-setting'}})
        request = {
            **self.request, 'services': ['demo.service', 'gone.socket', 'masked.service', 'foo@.service', 'demo*'],
            'checks': [{'unit': 'bad.timer'}, {'unit': 'gone.socket'}, {'http': 'http://localhost/'}]
        }
        self.assertEqual(unit_check.check_units(request, self.paths), [
            'there is no unit gone.socket on this device. Install it there, or correct its name in the inventory.',
            'masked.service is masked on this device, and cannot be started. To unmask it there: sudo systemctl unmask masked.service',
            'foo@.service is a template unit: name an instance, such as foo@1.service.',
            '"demo*" is not a valid unit name. Correct it in the inventory.',
            'bad.timer has a mistake in its unit file on this device. To see it there: systemd-analyze verify bad.timer'
        ])
