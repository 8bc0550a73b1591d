"""What speaks against an update."""
import os
import unittest
from unittest import mock

from mimamori_release import preflight

from .device_tree import DeviceTree


class Preflight(DeviceTree):
    def test_counts_release_and_archive_together_where_they_share_a_disk(self):
        path = self.put('state/file')
        found = os.statvfs(path)
        half = found.f_bavail * found.f_frsize * 2 // 3
        request = {**self.request, 'unpacked_bytes': half, 'archive_bytes': half, 'files': 1, 'minimum_disk_mb': 0}
        with mock.patch.object(preflight, 'STATE', os.path.join(self.top, 'state')), mock.patch.dict(os.environ, HOME=self.top):
            self.assertEqual(len(list(preflight.check_disk(request, self.places))), 1)
            self.assertEqual(list(preflight.check_disk({**request, 'archive_bytes': 0}, self.places)), [])

    def test_counts_the_archive_on_its_way_where_that_is_another_disk(self):
        self.put('state/file')
        on_its_way = next((path for path in ('/dev/shm', '/run', '/var/tmp') if os.path.isdir(path) and os.stat(path).st_dev != os.stat(self.top).st_dev), None)
        if on_its_way is None:
            self.skipTest('there is only one disk here')
        found = os.statvfs(on_its_way)
        request = {**self.request, 'unpacked_bytes': 0, 'archive_bytes': found.f_bavail * found.f_frsize + preflight.MEBIBYTE * 2, 'files': 1, 'minimum_disk_mb': 0}
        with mock.patch.object(preflight, 'STATE', os.path.join(self.top, 'state')), mock.patch.dict(os.environ, HOME=on_its_way):
            self.assertTrue(any('MB of disk are free at %s, and' % on_its_way in reason for reason in preflight.check_disk(request, self.places)))
            self.assertEqual(list(preflight.check_disk({**request, 'archive_bytes': 0}, self.places)), [])

    @unittest.skipUnless(os.getuid() == 0, 'only root can make what is root’s')
    def test_refuses_directories_in_which_somebody_else_may_put_a_link(self):
        os.makedirs(self.places.releases)
        self.assertEqual(list(preflight.check_owner(self.request, self.places)), [])
        os.chown(self.places.root, 1234, -1)
        self.assertRegex(list(preflight.check_owner(self.request, self.places))[0], 'opt/demo belongs to user 1234, and not to root')
        os.chown(self.places.root, 0, -1)
        os.chmod(self.places.releases, 0o777)
        self.assertRegex(list(preflight.check_owner(self.request, self.places))[0], 'releases may be written to by everybody')
