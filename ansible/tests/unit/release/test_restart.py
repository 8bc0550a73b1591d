"""What runs because of a socket, path or timer comes to run from the new release with it."""
import os

from mimamori_release import restart

from .systemd_stand_in import SystemdStandIn


class Triggers(SystemdStandIn):
    def setUp(self):
        super().setUp()
        os.makedirs(self.paths.run)
        self.request['restart_seconds'] = 30

    def restarts(self, trigger, service, more=(), **request):
        """What is done, but for looking."""
        self.set_units({trigger: {'ActiveState': 'active', 'Triggers': 'sync.service'}, 'sync.service': service})
        before = len(self.calls())
        restart.command({**self.request, 'services': [trigger, *more], **request})
        calls = [call.replace('systemctl ', '').replace(' -- ', ' ') for call in self.calls()[before:]]
        return [call for call in calls if call.split(' ')[0] not in ('show', 'reset-failed')]

    def test_restart_a_service_that_runs_and_stop_it_first_only_where_a_socket_could_not_start(self):
        running, at_work = {'ActiveState': 'active'}, {'ActiveState': 'activating', 'Type': 'oneshot'}
        for trigger in ('sync.path', 'sync.timer'):
            self.assertEqual(self.restarts(trigger, running), ['restart ' + trigger, 'try-restart sync.service'])
        self.assertEqual(self.restarts('sync.socket', running), ['stop sync.service', 'restart sync.socket', 'start sync.service'])
        for service in ({}, at_work):
            self.assertEqual(self.restarts('sync.timer', service), ['restart sync.timer'])

    def test_restart_no_service_twice_that_is_listed_itself(self):
        done = self.restarts('sync.path', {'ActiveState': 'active'}, ['sync.service'])
        self.assertEqual(done, ['restart sync.path', 'restart sync.service'])

    def test_end_with_a_refused_release_that_has_brought_them(self):
        self.set_units({
            'new.path': {'ActiveState': 'inactive', 'Triggers': 'new.service'}, 'new.service': {}, 'demo.service': {'ActiveState': 'active'}
        })
        restart.command({**self.request, 'services': ['demo.service', 'new.path']})
        self.set_units({
            'new.path': {'ActiveState': 'active', 'Triggers': 'new.service'}, 'new.service': {'ActiveState': 'active'},
            'demo.service': {'ActiveState': 'active'}
        })
        restart.command({**self.request, 'services': ['demo.service'], 'brought': ['new.path']})
        self.assertEqual([self.state(unit) for unit in ('new.path', 'new.service')], ['inactive', 'inactive'])
