"""What root writes in a directory of somebody else's."""
import os

from mimamori_release.files import write_durably

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
