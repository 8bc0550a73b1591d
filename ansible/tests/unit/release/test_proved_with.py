"""Who goes back to a release checks it by what it proved itself with, whatever a newer one has brought."""
import json
import os

from mimamori_release import files, history, paths, restart, retention, switch
from mimamori_release.units import addressed

from .systemd_stand_in import SystemdStandIn


class ProvedWith(SystemdStandIn):
    def setUp(self):
        super().setUp()
        self.replace(switch, 'DECLARATIONS', os.path.join(self.top, 'declarations'))
        self.replace(paths, 'DECLARATIONS', os.path.join(self.top, 'declarations'))
        os.makedirs(self.paths.run)
        self.set_units({'demo.service': {'ActiveState': 'active'}, 'new.service': {}, 'old.service': {'ActiveState': 'active'}})
        self.request.update({
            'services': ['demo.service'], 'checks': [], 'proof': {'file': 'says'}, 'settle_seconds': 0, 'checks_within': 0,
            'restart_seconds': 30, 'is_return': False
        })
        for revision in ('one', 'two'):
            self.put('opt/demo/releases/%s/main' % revision)
        self.wanted = {
            **self.request, 'services': ['demo.service', 'new.service', 'old.service'], 'checks': [{'http': 'http://127.0.0.1/new'}],
            'proof': {'http': 'http://127.0.0.1/version'}
        }

    def install_first(self):
        self.assertEqual(switch.command({**self.request, 'revision': 'one'}), {'proved_with': {}})
        retention.commit({**self.request, 'revision': 'one'})

    def test_gives_what_the_release_had_and_what_the_refused_one_has_brought(self):
        self.install_first()
        switch.command(self.wanted)
        self.assertEqual(switch.command({**self.wanted, 'revision': 'one', 'is_return': True}), {'proved_with': {
            'services': ['demo.service'], 'checks': [], 'proof': {'file': 'says'}, 'units': [], 'brought': ['new.service', 'old.service']
        }})
        self.assertEqual(json.loads(self.text('declarations/demo.json'))['revision'], {'file': 'says'})

    def test_ends_what_the_refused_release_has_started_and_nothing_that_ran_before(self):
        self.install_first()
        restart.command(self.wanted)
        self.assertEqual(self.state('new.service'), 'active')
        restart.command({**self.request, 'revision': 'one', 'brought': ['new.service', 'old.service']})
        self.assertEqual([self.state(unit) for unit in ('demo.service', 'new.service', 'old.service')], ['active', 'inactive', 'active'])

    def test_ends_what_it_can_of_what_the_refused_release_has_started(self):
        self.install_first()
        restart.command({**self.request, 'revision': 'one', 'brought': ['kiosk.service of nobody-here', 'new.service']})
        self.assertIn('systemctl try-restart -- new.service', self.calls())
        self.assertEqual(self.calls()[-1], 'systemctl restart -- demo.service')

    def test_names_a_user_s_unit_as_the_step_that_comes_back_with_it_does(self):
        checks = [{'unit': 'x.timer', 'user': 'pi', 'within': 5}]
        history.record_proved_with(addressed({**self.request, 'revision': 'one', 'checks': checks}), self.paths)
        returned = addressed({**self.request, **history.proved_with(self.paths, 'one')})
        self.assertEqual(returned['checks'], [{'unit': 'x.timer of pi', 'within': 5}])

    def test_reads_a_record_that_names_users_as_the_inventory_does(self):
        older = {
            'services': ['demo.service', {'name': 'kiosk.service', 'user': 'pi'}], 'checks': [{'unit': 'x.timer', 'user': 'pi'}],
            'proof': {'file': 'says'}
        }
        self.put('state/demo/proved-with.json', json.dumps({'one': older}))
        known = history.proved_with(self.paths, 'one')
        self.assertEqual((known['services'], known['checks']), (['demo.service', 'kiosk.service of pi'], [{'unit': 'x.timer of pi'}]))

    def test_knows_nothing_of_a_release_from_before_this_was_recorded_and_forgets_those_that_are_gone(self):
        self.assertEqual(switch.command({**self.request, 'revision': 'one', 'is_return': True}), {'proved_with': {}})
        history.record_proved_with({**self.request, 'revision': 'gone'}, self.paths)
        self.install_first()
        self.assertEqual(list(files.read_record(self.paths.proved_with)), ['one'])
        self.assertEqual(os.stat(self.paths.proved_with).st_mode & 0o777, 0o600)
        self.put('state/demo/proved-with.json', '{"one')
        self.assertEqual(history.proved_with(self.paths, 'one'), {})
