"""What the kiosk has of a set's PDFs."""
import contextlib
import fcntl
import io
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import kiosk_pages

PDF = 'a' * 64


class Pages(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.set = Path(directory.name) / 'lobby'
        self.pages = Path(directory.name) / 'pages'
        (self.set / 'versions/1').mkdir(parents=True)
        (self.set / 'current').symlink_to('versions/1')
        self.publish({'menu.pdf': PDF})
        # As pdftoppm names pictures.
        self.pdftoppm = mock.Mock(side_effect=self.draw(1))
        patched = mock.patch.object(kiosk_pages.subprocess, 'run', self.pdftoppm)
        patched.start()
        self.addCleanup(patched.stop)

    def publish(self, pdfs):
        (self.set / 'versions/1.json').write_text(json.dumps([{'path': path, 'sha256': sha256} for path, sha256 in pdfs.items()]), encoding='utf-8')

    @staticmethod
    def draw(count):
        def run(argv, **_):
            for page in range(1, count + 1):
                Path(f'{argv[-1]}-{page:03}.png').write_bytes(b'picture')
            return mock.Mock(returncode=0, stderr='')
        return run

    def check(self):
        return kiosk_pages.main(self.set, self.pages, 1920)

    def count(self):
        return (self.pages / PDF / 'count').read_text(encoding='utf-8')

    def test_a_pdf_is_drawn_once(self):
        self.assertIsNone(self.check())
        self.assertIsNone(self.check())
        self.assertEqual(self.count(), '1')
        self.assertEqual(self.pdftoppm.call_count, 1)

    def test_a_pdf_is_drawn_again_if_a_power_cut_has_left_its_count_empty_or_away(self):
        for cut in (lambda file: file.write_text(''), lambda file: file.write_text('0'), lambda file: file.unlink()):
            self.assertIsNone(self.check())
            cut(self.pages / PDF / 'count')
            self.assertIsNone(self.check())
            self.assertEqual(self.count(), '1')

    def test_pictures_and_count_are_on_the_disk_before_they_have_their_name_and_so_is_the_name(self):
        done = []
        sync, rename = os.fsync, os.rename

        def note_sync(descriptor):
            done.append(Path(os.readlink(f'/proc/self/fd/{descriptor}')).name)
            sync(descriptor)

        def note_rename(*names):
            done.append('renamed')
            rename(*names)

        with mock.patch.object(os, 'fsync', note_sync), mock.patch.object(os, 'rename', note_rename):
            self.check()
        # Path.rename gives the pictures their numbers before that, by the same function in some versions of Python.
        last = len(done) - 1 - done[::-1].index('renamed')
        self.assertEqual(set(done[:last]) - {'renamed'}, {'1.png', 'count', f'{PDF}.new'})
        self.assertEqual(done[last + 1:], ['pages'])

    def test_nobody_else_makes_or_removes_pictures_while_they_are_made(self):
        descriptors = []

        def lock():
            descriptors.append(os.open(self.pages, os.O_RDONLY))
            fcntl.flock(descriptors[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)

        def run(argv, **_):
            self.assertRaises(BlockingIOError, lock)
            return self.draw(1)(argv)

        with mock.patch.object(kiosk_pages.subprocess, 'run', run):
            self.assertIsNone(self.check())
        lock()
        for descriptor in descriptors:
            os.close(descriptor)

    def test_the_version_is_read_after_the_wait_for_others(self):
        with mock.patch.object(kiosk_pages.fcntl, 'flock', lambda *_: self.publish({'news.pdf': 'b' * 64})):
            self.assertIsNone(self.check())
        self.assertEqual([directory.name for directory in self.pages.iterdir()], ['b' * 64])

    def test_pages_beyond_the_most_are_left_out_and_the_journal_says_so(self):
        said = io.StringIO()
        with mock.patch.object(kiosk_pages.subprocess, 'run', self.draw(201)), contextlib.redirect_stderr(said):
            self.assertIsNone(self.check())
        self.assertEqual(self.count(), '200')
        self.assertFalse((self.pages / PDF / 'page-201.png').exists())
        self.assertEqual(said.getvalue(), 'menu.pdf has more than 200 pages: only these are shown\n')

    def test_all_pdfs_of_a_set_share_the_time_that_the_check_has(self):
        self.publish({'menu.pdf': PDF, 'news.pdf': 'b' * 64})
        timeouts = []

        def run(argv, timeout, **_):
            timeouts.append(timeout)
            if len(timeouts) == 2:
                raise subprocess.TimeoutExpired(argv, timeout)
            return self.draw(1)(argv)

        with mock.patch.object(kiosk_pages.subprocess, 'run', run), mock.patch.object(kiosk_pages.time, 'monotonic', side_effect=[0, 0, 450]):
            self.assertEqual(self.check(), 'news.pdf cannot be shown: the PDFs of a set may take 10 minutes together')
        self.assertEqual(timeouts, [600, 150])
