"""Which revisions have proved themselves, and where a failure goes back to."""
import os
import unittest

from mimamori_release import history

from .device_tree import DeviceTree


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
