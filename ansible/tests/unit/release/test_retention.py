"""What has proved itself is recorded at once; old releases go afterwards."""
import errno
import os
import shutil
from unittest import mock

from mimamori_release import history, retention, settings, undo_log
from mimamori_release.refusal import Refusal

from .systemd_stand_in import SystemdStandIn


class Retention(SystemdStandIn):
    def setUp(self):
        super().setUp()
        self.request['keep'] = 1
        for name in ('one', 'two', 'broken'):
            self.put('opt/demo/releases/%s/main' % name)
        history.add(self.paths, 'one')
        self.link('two')

    def link(self, revision):
        if os.path.lexists(self.paths.current):
            os.unlink(self.paths.current)
        os.symlink('releases/' + revision, self.paths.current)

    def releases(self):
        return sorted(os.listdir(self.paths.releases))

    def test_records_a_proof_and_removes_nothing_so_that_a_loss_of_power_in_between_loses_no_way_back(self):
        retention.commit(self.request)
        self.assertEqual(history.proven(self.paths), ['one', 'two'])
        self.assertEqual(self.releases(), ['broken', 'one', 'two'])
        self.assertEqual(history.fallback(self.paths, 'three'), 'two')
        self.assertEqual(history.earlier(self.paths, 'two'), 'one')

    def test_records_nothing_where_something_else_is_linked_by_now_or_the_release_is_gone(self):
        for change, said in (
            (lambda: shutil.rmtree(self.paths.release('two')), 'no release'), (lambda: self.link('broken'), 'broken'),
            (lambda: os.unlink(self.paths.current), 'no release')
        ):
            change()
            with self.assertRaisesRegex(Refusal, 'opt/demo/current points to %s, expected two' % said):
                retention.commit(self.request)
            self.assertEqual(history.proven(self.paths), ['one'])

    def test_records_nothing_where_a_service_has_fallen_since_its_checks(self):
        self.set_units({'demo.service': {'SubState': 'dead', 'ExecMainCode': '2', 'ExecMainStatus': '15'}})
        with self.assertRaisesRegex(Refusal, 'demo.service is not active but inactive .* was killed by SIGTERM'):
            retention.commit({**self.request, 'services': ['demo.service']})
        self.assertEqual(history.proven(self.paths), ['one'])

    def test_a_disk_that_fills_between_proof_and_settings_takes_no_proof_back(self):
        undo_log.save(self.paths, {'revision': 'two', 'root': self.paths.root, 'services': [], 'files': {}, 'keys': {'/etc/demo': ['A']}})
        with mock.patch.object(undo_log, 'write_record', side_effect=OSError(errno.ENOSPC, 'No space left on device')):
            retention.commit(self.request)
        self.assertEqual(history.proven(self.paths), ['one', 'two'])
        undo_log.finish_commit(self.paths)
        self.assertEqual((undo_log.read(self.paths), undo_log.brought_keys(self.paths)), (None, {'/etc/demo': ['A']}))

    def test_records_with_a_proof_what_was_applied(self):
        retention.commit(self.request)
        answer = settings.applied(self.request)
        self.assertEqual((answer['is_recorded'], answer['differing']), (True, []))

    def test_keeps_as_many_as_asked_and_what_runs_and_their_settings(self):
        for name in ('one', 'two'):
            self.put('state/demo/backup/%s/etc%%demo' % name)
        retention.commit(self.request)
        retention.prune(self.request)
        self.assertEqual((self.releases(), os.listdir(self.paths.backup)), (['two'], ['two']))

    def test_keeps_what_runs_also_where_something_else_proved_itself_since(self):
        retention.prune(self.request)
        self.assertEqual(self.releases(), ['one', 'two'])

    def test_keeps_copies_of_settings_that_are_still_to_be_put_back_although_their_release_goes(self):
        self.link('one')
        self.put('state/demo/backup/broken/x1/etc%demo')
        undo_log.save(
            self.paths,
            {
                'revision': 'broken', 'root': self.paths.root, 'services': [],
                'files': {'/etc/demo': {'copy': 'broken/x1/etc%demo', 'sums': []}}, 'keys': {}
            }
        )
        retention.prune(self.request)
        self.assertEqual((self.releases(), os.listdir(self.paths.backup)), (['one'], ['broken']))

    def test_names_what_could_not_be_removed(self):
        self.replace(shutil, 'rmtree', lambda *_arguments, **_more: None)
        with self.assertRaisesRegex(Refusal, 'releases/one could not be removed|releases/one, .* could not be removed'):
            retention.commit(self.request)
            retention.prune(self.request)
