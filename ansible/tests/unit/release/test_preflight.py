"""What speaks against an update."""
import os
import time
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
            self.assertEqual(len(list(preflight.check_disk(request, self.paths))), 1)
            self.assertEqual(list(preflight.check_disk({**request, 'archive_bytes': 0}, self.paths)), [])

    def test_counts_the_archive_on_its_way_where_that_is_another_disk(self):
        self.put('state/file')
        on_its_way = next(
            (path for path in ('/dev/shm', '/run', '/var/tmp') if os.path.isdir(path) and os.stat(path).st_dev != os.stat(self.top).st_dev),
            None
        )
        if on_its_way is None:
            self.skipTest('there is only one disk here')
        found = os.statvfs(on_its_way)
        request = {
            **self.request, 'unpacked_bytes': 0, 'archive_bytes': found.f_bavail * found.f_frsize + preflight.MEGABYTE * 2, 'files': 1,
            'minimum_disk_mb': 0
        }
        with mock.patch.object(preflight, 'STATE', os.path.join(self.top, 'state')), mock.patch.dict(os.environ, HOME=on_its_way):
            self.assertTrue(
                any('MB of disk are free at %s, and' % on_its_way in reason for reason in preflight.check_disk(request, self.paths))
            )
            self.assertEqual(list(preflight.check_disk({**request, 'archive_bytes': 0}, self.paths)), [])

    def test_refuses_a_place_where_nothing_can_be_written_or_nothing_stays(self):
        def reasons(options, upper='ext4', **more):
            def answer(argv):
                return (0, options if 'OPTIONS' in argv else upper, '')
            with mock.patch.object(preflight, 'run', answer), \
                    mock.patch.object(preflight, 'must', lambda argv: answer(argv)[1]):
                return list(preflight.check_lasting({**self.request, **more}, self.paths))

        overlay = 'rw,relatime,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay\n'
        self.assertEqual([reasons('rw,errors=remount-ro\n'), reasons(overlay)], [[], []])
        for options in ('ro,noatime\n', 'rw,errors=remount-ro,emergency_ro\n'):
            self.assertRegex(reasons(options)[0], '^/.* is on a file system that is read-only')
        self.assertRegex(reasons(overlay, 'tmpfs\n')[0], '^/.* is in an overlay in memory: an update would be gone at the next restart')

    def test_refuses_a_clock_that_nobody_sets_and_says_what_each_clock_says(self):
        now = time.time()
        request = {**self.request, 'refuse_clock_skew': False, 'maximum_clock_skew_seconds': 300, 'refused_clock_skew_seconds': 2592000}

        def reasons(skew, **more):
            with mock.patch.object(time, 'time', lambda: now + skew):
                return list(preflight.check_clock({**request, 'now': now, **more}, self.paths))

        def date(skew):
            return time.strftime('%Y-%m-%d %H:%M', time.gmtime(now + skew))

        self.assertEqual(reasons(-86400 * 29), [])
        for days, word in ((-730, 'behind'), (731, 'ahead of')):
            reason, = reasons(days * 86400)
            self.assertTrue(
                reason.startswith(
                    'its clock is %d days %s the server\'s: it says %s UTC, and the server %s UTC. ' % (
                        abs(days), word, date(days * 86400), date(0)
                    )
                ),
                reason
            )
            self.assertIn('sudo date --set=@%d sets it' % now, reason)
            self.assertTrue(reason.endswith('At most 30 days is allowed (release_refused_clock_skew_seconds).'), reason)
        self.assertRegex(
            reasons(7300, refuse_clock_skew=True)[0],
            r'its clock is 2 hours ahead of .*At most 300 s is allowed \(release_maximum_clock_skew_seconds\)'
        )

    @unittest.skipUnless(os.getuid() == 0, 'only root can make what is root\'s')
    def test_refuses_directories_in_which_somebody_else_may_put_a_link(self):
        os.makedirs(self.paths.releases)
        self.assertEqual(list(preflight.check_owner(self.request, self.paths)), [])
        os.chown(self.paths.root, 1234, -1)
        self.assertRegex(list(preflight.check_owner(self.request, self.paths))[0], 'opt/demo belongs to user 1234, expected root')
        os.chown(self.paths.root, 0, -1)
        os.chmod(self.paths.releases, 0o777)
        self.assertRegex(list(preflight.check_owner(self.request, self.paths))[0], 'releases can be changed by everybody')
