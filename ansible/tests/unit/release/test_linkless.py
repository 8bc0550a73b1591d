"""What root reads where somebody else may write."""
import os

from mimamori_release import files
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


class Reading(DeviceTree):
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
