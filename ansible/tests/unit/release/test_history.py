"""Which revisions have proved themselves, and where a failure goes back to."""
import json
import os
import unittest

from mimamori_release import files, history, paths, restart, retention, settings, switch
from mimamori_release.units import addressed

from .device_tree import DeviceTree
from .systemd_stand_in import SystemdStandIn


class History(DeviceTree):
    def setUp(self):
        super().setUp()
        os.makedirs(self.paths.state)
        os.makedirs(self.paths.releases)

    def install(self, *revisions):
        for one in revisions:
            os.mkdir(self.paths.release(one))

    def prove(self, *revisions):
        for one in revisions:
            history.add(self.paths, one)

    def link(self, revision):
        os.symlink('releases/' + revision, self.paths.current)

    def test_has_a_line_for_each_proof_but_for_one_that_says_nothing_new(self):
        self.assertEqual(history.proven(self.paths), [])
        self.prove('one', 'two', 'two', 'one')
        self.assertEqual(history.proven(self.paths), ['one', 'two', 'one'])

    def test_keeps_the_last_ones(self):
        self.prove(*(str(number) for number in range(history.LONGEST + 10)))
        self.assertEqual((len(history.proven(self.paths)), history.proven(self.paths)[0]), (history.LONGEST, '10'))

    def test_counts_no_release_that_is_still_being_unpacked(self):
        self.install('1.0', '.part-x1y2', 'two.part', 'two')
        self.assertEqual(history.stored(self.paths), ['1.0', 'two'])

    def test_calls_older_what_was_here_before_what_runs_and_not_what_was_left_for_it(self):
        self.assertFalse(history.is_older(self.paths, 'one'))
        self.prove('one', 'two', 'three', 'two')
        self.assertEqual([history.is_older(self.paths, one) for one in ('one', 'two', 'three', 'four')], [True, False, False, False])

    def test_goes_back_to_what_proved_itself_last_and_never_to_what_did_not(self):
        self.install('one', 'two', 'broken')
        self.assertIsNone(history.fallback(self.paths, 'two'))
        self.prove('one', 'two')
        # As a loss of power in mid-switch leaves it.
        self.link('broken')
        self.assertEqual(history.fallback(self.paths, 'three'), 'two')
        self.assertEqual(history.earlier(self.paths, 'two'), 'one')

    def test_goes_back_to_what_is_linked_where_the_last_proof_is_of_what_is_wanted_or_gone(self):
        self.install('one', 'two')
        self.prove('one', 'two', 'gone')
        self.link('one')
        self.assertEqual(history.fallback(self.paths, 'three'), 'one')

    def test_goes_back_to_the_wanted_one_itself_where_nothing_else_has_proved_itself_as_late(self):
        self.install('one', 'two')
        self.prove('one', 'two')
        self.link('two')
        self.assertEqual(history.fallback(self.paths, 'two'), 'two')

    def test_tells_what_current_points_to(self):
        self.assertIsNone(history.linked(self.paths))
        os.mkdir(self.paths.current)
        self.assertIsNone(history.linked(self.paths))
        os.rmdir(self.paths.current)
        self.link('one')
        self.assertEqual(history.linked(self.paths), 'one')

    @unittest.skipIf(os.getuid() == 0, 'root may read everything')
    def test_does_not_take_what_it_may_not_see_for_nothing(self):
        self.link('one')
        os.chmod(self.paths.root, 0)
        self.addCleanup(os.chmod, self.paths.root, 0o755)
        with self.assertRaises(PermissionError):
            history.linked(self.paths)

    def test_does_not_take_what_it_cannot_see_for_nothing(self):
        self.paths.current = os.path.join(self.top, 'x' * 300)
        with self.assertRaises(OSError):
            history.linked(self.paths)


class Applied(DeviceTree):
    """What was applied with a revision is known afterwards, without its words."""

    def setUp(self):
        super().setUp()
        self.request['hooks'] = {'prepare': './install --token hunter2'}
        os.makedirs(self.paths.state)

    def found(self):
        answer = settings.applied(self.request)
        return answer['is_recorded'], answer['differing']

    def test_nothing_differs_from_what_has_proved_itself(self):
        history.record_applied(self.request, self.paths)
        self.assertEqual(self.found(), (True, []))

    def test_names_each_part_that_is_wanted_otherwise(self):
        history.record_applied(self.request, self.paths)
        self.request['services'] = ['demo.service']
        self.request['hooks'] = {'prepare': './install --token other'}
        self.assertEqual(self.found(), (True, ['services', 'hooks']))

    def test_the_order_in_which_an_inventory_names_a_hook_makes_no_difference(self):
        self.request['hooks'] = {'prepare': 'a', 'after_switch': 'b'}
        history.record_applied(self.request, self.paths)
        self.request['hooks'] = {'after_switch': 'b', 'prepare': 'a'}
        self.assertEqual(self.found(), (True, []))

    def test_of_another_revision_or_of_none_or_where_a_disk_has_lost_it_nothing_is_known(self):
        self.assertFalse(self.found()[0])
        history.record_applied({**self.request, 'revision': 'one'}, self.paths)
        self.assertFalse(self.found()[0])
        self.put('state/demo/applied.json', '{"revision": "tw')
        self.assertFalse(self.found()[0])

    def test_only_root_reads_the_record_and_it_has_no_word_of_a_hook(self):
        history.record_applied(self.request, self.paths)
        self.assertEqual(os.stat(self.paths.applied).st_mode & 0o777, 0o600)
        self.assertNotIn('hunter2', self.text('state/demo/applied.json'))

    def test_settings_are_read_and_nothing_of_them_is_put_back(self):
        file = self.put('etc/demo.env', 'A=1\n')
        self.request['settings'] = [{'path': file}]
        self.put('state/demo/undo-log.json', '{"revision": "broken", "keys": {}, "files": {"%s": {"copy": null, "sums": []}}}' % file)
        answer = settings.applied(self.request)
        self.assertEqual((answer['is_open'], answer['files'][0]['there'], self.text('etc/demo.env')), (True, 'QT0xCg==', 'A=1\n'))


class ProvedWith(SystemdStandIn):
    """Who goes back to a release checks it by what it proved itself with, whatever a newer one has brought."""

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
        self.set_units({'demo.service': {'ActiveState': 'active'}, 'new.service': {'ActiveState': 'active'}})
        restart.command({**self.request, 'revision': 'one', 'brought': ['kiosk.service of nobody-here', 'new.service']})
        self.assertIn('systemctl restart -- new.service', self.calls())
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
