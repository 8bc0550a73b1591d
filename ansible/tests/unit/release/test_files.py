"""What root writes in a directory of somebody else's."""
import os

from mimamori_release import files
from mimamori_release.files import write_durably
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


class Writing(DeviceTree):
    def test_replaces_a_planted_link_and_leaves_alone_what_it_points_to(self):
        victim = self.put('victim', 'precious')
        for name in ('file', 'file.part'):
            os.symlink(victim, os.path.join(self.top, name))
        write_durably(os.path.join(self.top, 'file'), 'new', 0o640)
        self.assertEqual((self.text('victim'), self.text('file')), ('precious', 'new'))
        self.assertFalse(os.path.islink(os.path.join(self.top, 'file')))
        self.assertEqual(os.stat(os.path.join(self.top, 'file')).st_mode & 0o777, 0o640)

    def test_leaves_nothing_beside_where_it_fails(self):
        os.mkdir(os.path.join(self.top, 'file'))
        with self.assertRaises(OSError):
            write_durably(os.path.join(self.top, 'file'), 'new')
        self.assertEqual(os.listdir(self.top), ['file'])


class Reading(DeviceTree):
    """What root reads where somebody else may write."""

    def test_gives_the_bytes_and_nothing_where_there_is_no_file(self):
        path = self.put('release/deploy/demo.env', 'A=1\n')
        self.assertEqual(files.read_linkless(path), b'A=1\n')
        self.assertIsNone(files.read_linkless(path + '.not'))
        self.assertIsNone(files.read_linkless(os.path.join(self.top, 'nowhere/demo.env')))

    def test_refuses_a_link_in_any_part(self):
        self.put('secret/demo.env', 'PASSWORD=hunter2\n')
        os.makedirs(os.path.join(self.top, 'release'))
        os.symlink(os.path.join(self.top, 'secret'), os.path.join(self.top, 'release/deploy'))
        os.symlink(os.path.join(self.top, 'secret/demo.env'), os.path.join(self.top, 'release/demo.env'))
        for path in ('release/deploy/demo.env', 'release/demo.env'):
            with self.assertRaisesRegex(Refusal, 'is a link'):
                files.read_linkless(path, self.top)

    def test_refuses_to_climb_and_to_wait_for_a_pipe(self):
        with self.assertRaisesRegex(Refusal, r'without "\.\."'):
            files.read_linkless('release/../secret', self.top)
        os.mkfifo(os.path.join(self.top, 'pipe'))
        with self.assertRaisesRegex(Refusal, 'is not a regular file'):
            files.read_linkless('pipe', self.top)
