"""An update that is cut off loses nobody's settings: what they were comes back, and never what they had been before that."""
import contextlib
import errno
import os
from unittest import mock

from mimamori_release import files, history, lease, paths, retention, settings, switch, undo_log
from mimamori_release.refusal import Refusal

from .settings_files import SettingsFiles


class PowerLost(BaseException):
    """The process is gone, and cleans up nothing that it would not have on the disk."""


class CutOff(SettingsFiles):
    def setUp(self):
        super().setUp()
        os.makedirs(self.paths.state)
        os.makedirs(self.paths.release('one'))
        os.makedirs(self.paths.release('two'))
        self.run_release('one')
        history.add(self.paths, 'one')
        self.file = self.put('etc/demo.env', 'A=1\n')
        self.new = os.path.join(self.top, 'etc/new.env')

    def boot(self):
        undo_log.after_boot('demo')

    def assert_as_before(self):
        self.assertEqual(self.text('etc/demo.env'), 'A=1\n')
        self.assertFalse(os.path.exists(self.new))

    @contextlib.contextmanager
    def power_is_lost(self, step):
        """As the file of that number would have come to its place."""
        replace, seen = os.replace, 0

        def counted(*arguments, **more):
            nonlocal seen
            seen += 1
            if seen == step:
                raise PowerLost
            replace(*arguments, **more)

        with mock.patch.object(files.os, 'replace', counted):
            yield

    def test_wherever_power_is_lost_before_the_switch_all_is_as_before_after_the_boot(self):
        steps = 0
        while True:
            steps += 1
            self.bring({self.file: 'A=2\n', self.new: 'C=3\n'})
            try:
                with self.power_is_lost(steps):
                    settings.change(self.request)
            except PowerLost:
                self.boot()
                self.assert_as_before()
                continue
            break
        # The copy, the undo log, and the two files.
        self.assertEqual(steps, 5)
        self.boot()
        self.assert_as_before()
        self.assertIsNone(undo_log.read(self.paths))

    def test_where_power_is_lost_again_while_they_go_back_the_next_boot_goes_on(self):
        self.write({self.file: 'A=2\n', self.new: 'C=3\n'})
        with self.assertRaises(PowerLost), self.power_is_lost(1):
            self.boot()
        self.boot()
        self.assert_as_before()

    def test_where_power_is_lost_as_a_proof_is_recorded_the_release_has_none_and_its_copies_stay(self):
        self.write({self.file: 'A=2\n'})
        self.run_release('two')
        with self.assertRaises(PowerLost), self.power_is_lost(1):
            retention.commit(self.request)
        self.boot()
        self.undo()
        self.assert_as_before()

    def test_a_run_that_slept_until_they_went_back_has_lost_its_claim(self):
        os.makedirs(self.paths.run)
        lease.take({**self.request, 'lease_seconds': -60}, 0)
        self.write({self.file: 'A=2\n'})
        self.boot()
        self.assert_as_before()
        with self.assertRaisesRegex(Refusal, 'has lost its claim'):
            lease.renew(self.request, 60)

    def test_after_the_switch_they_stay_and_the_next_run_still_goes_back_to_what_they_were(self):
        self.write({self.file: 'A=2\n', self.new: 'C=3\n'})
        self.run_release('two')
        self.boot()
        self.assertEqual((self.text('etc/demo.env'), self.text('etc/new.env')), ('A=2\n', 'C=3\n'))
        self.assertTrue(settings.read(self.request)['is_open'])
        # The same release once more, which finds nothing to write; then another, which writes on.
        self.write({})
        self.request['revision'] = 'three'
        self.write({self.file: 'A=3\n'})
        self.undo()
        self.assert_as_before()

    def test_a_full_disk_does_not_keep_the_release_before_from_coming_back_and_is_said(self):
        self.write({self.file: 'A=2\n', self.new: 'C=3\n'})
        self.run_release('two')
        self.replace(switch, 'DECLARATIONS', os.path.join(self.top, 'declarations'))
        full = mock.Mock(side_effect=OSError(errno.ENOSPC, 'No space left on device'))
        with mock.patch.object(undo_log, 'write_in', full), mock.patch.object(undo_log, 'write_record', full), mock.patch.object(
            switch, 'bring_up_to_date', full
        ):
            with self.assertRaisesRegex(Refusal, 'etc/demo.env was not put back: .*No space left on device'):
                self.undo()
            switch.command({**self.request, 'revision': 'one', 'is_return': True})
        self.assertEqual((history.linked(self.paths), os.path.exists(self.new)), ('one', False))
        # Once there is room, they go back.
        self.undo()
        self.assert_as_before()

    def test_undoing_brings_back_no_copy_of_an_earlier_installation_of_the_same_revision(self):
        self.write({self.file: 'A=2\n'})
        self.run_release('two')
        retention.commit(self.request)
        self.put('etc/demo.env', 'A=ours\n')
        # Power is lost once more, between the arrival of the text and its writing.
        self.bring({self.file: 'A=4\n'})
        self.boot()
        self.undo()
        self.assertEqual(self.text('etc/demo.env'), 'A=ours\n')

    def test_a_release_that_has_proved_itself_keeps_them_also_where_power_is_lost_in_its_commit(self):
        self.write({self.file: 'A=2\nB=1\n'}, ['B'])
        self.run_release('two')
        history.add(self.paths, 'two')
        self.boot()
        self.assertEqual((self.text('etc/demo.env'), undo_log.read(self.paths)), ('A=2\nB=1\n', None))
        self.assertEqual(undo_log.brought_keys(self.paths), {self.file: ['B']})
        self.undo()
        self.assertEqual(self.text('etc/demo.env'), 'A=2\nB=1\n')

    def test_others_for_the_release_that_runs_already_go_back_at_a_boot_until_they_are_proved_too(self):
        self.request['revision'] = 'one'
        self.write({self.file: 'A=2\n', self.new: 'C=3\n'})
        switch_to_itself = undo_log.make_way(self.paths, 'one')
        self.assertEqual((switch_to_itself, self.text('etc/demo.env')), ((False, []), 'A=2\n'))
        self.boot()
        self.assert_as_before()

    def test_others_for_the_release_that_runs_already_stay_once_they_are_proved(self):
        self.request['revision'] = 'one'
        self.write({self.file: 'A=2\n'})
        retention.commit(self.request)
        self.boot()
        self.assertEqual((self.text('etc/demo.env'), undo_log.read(self.paths)), ('A=2\n', None))

    def test_others_for_the_release_that_runs_already_are_still_to_be_undone_by_the_run_after_one_that_was_killed(self):
        self.request['revision'] = 'one'
        self.write({self.file: 'A=2\n'})
        self.assertTrue(settings.read(self.request)['is_open'])
        self.write({})
        self.undo()
        self.assert_as_before()

    def test_what_somebody_has_changed_since_is_left_alone_at_a_boot(self):
        self.write({self.file: 'A=2\n', self.new: 'C=3\n'})
        self.put('etc/demo.env', 'A=by hand\n')
        self.boot()
        self.assertEqual((self.text('etc/demo.env'), os.path.exists(self.new)), ('A=by hand\n', False))
        self.assertIsNone(undo_log.read(self.paths))

    def test_a_run_that_is_at_work_is_not_disturbed(self):
        self.write({self.file: 'A=2\n'})
        os.makedirs(self.paths.run)
        lease.take(self.request, 60)
        self.boot()
        self.assertEqual(self.text('etc/demo.env'), 'A=2\n')

    def test_going_to_another_release_than_they_were_written_for_takes_them_back(self):
        self.write({self.file: 'A=2\n', self.new: 'C=3\n'})
        self.run_release('two')
        for module in (paths, switch):
            self.replace(module, 'DECLARATIONS', os.path.join(self.top, 'etc/releases.d'))
        switch.command({**self.request, 'revision': 'one', 'proof': {'http': 'http://127.0.0.1:3000/version'}})
        self.assert_as_before()


class Keys(SettingsFiles):
    def test_those_that_releases_have_brought_are_told_before_their_proof_and_after_it(self):
        file = self.put('etc/demo.env', 'A=1\n')
        self.request['settings'] = [{'path': file}]
        os.makedirs(self.paths.release('two'))
        self.run_release('two')
        self.write({file: 'A=1\nB=2\n'}, ['B'])
        self.assertEqual(settings.read(self.request)['files'][0]['ours'], ['B'])
        retention.commit(self.request)
        self.assertEqual(settings.read(self.request)['files'][0]['ours'], ['B'])
        self.write({file: 'A=1\nB=2\nC=3\n'}, ['B', 'C'])
        self.undo()
        self.assertEqual(settings.read(self.request)['files'][0]['ours'], ['B'])
