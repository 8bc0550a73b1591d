"""Unpacking where nobody else can get in between, and what is made of a tree that is there already."""
import os
import shutil
import tarfile

from mimamori_release import delivery, history
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


class Delivery(DeviceTree):
    def setUp(self):
        super().setUp()
        os.makedirs(self.paths.state)
        os.makedirs(self.paths.releases)

    def arrive(self, **files):
        """The archive is in its place; `files` are names and texts."""
        for name, text in files.items():
            self.put('tree/' + name, text)
        with tarfile.open(self.paths.incoming, 'w') as archive:
            archive.add(os.path.join(self.top, 'tree'), '.')
        self.request['sha256'] = delivery.sha256_of(self.paths.incoming)


class Unpacking(Delivery):
    def test_brings_the_tree_and_no_link_of_the_archive_leads_out_of_it(self):
        victim = self.put('victim', 'precious')
        self.put('tree/app/main', 'code')
        os.symlink(victim, os.path.join(self.top, 'tree/REVISION'))
        self.arrive()
        delivery.unpack(self.request)
        self.assertEqual(os.listdir(self.paths.releases), ['two'])
        self.assertEqual((self.text('opt/demo/releases/two/app/main'), self.text('opt/demo/releases/two/REVISION')), ('code', 'two\n'))
        self.assertEqual(self.text('victim'), 'precious')

    def test_has_nothing_to_do_where_the_release_is_there_from_the_same_archive(self):
        self.arrive(main='code')
        delivery.unpack(self.request)
        before = os.stat(self.paths.release('two'))
        delivery.unpack(self.request)
        self.assertEqual(os.stat(self.paths.release('two')), before)

    def test_removes_what_was_half_unpacked_and_uses_none_of_it(self):
        self.put('opt/demo/releases/.part-0815/tree/half', 'half')
        self.arrive(main='code')
        delivery.unpack(self.request)
        self.assertEqual(os.listdir(self.paths.releases), ['two'])
        self.assertFalse(os.path.exists(self.paths.release('two/half')))

    def test_says_what_is_wrong_with_an_archive_and_leaves_nothing_of_it(self):
        self.arrive(main='code')
        with self.assertRaisesRegex(Refusal, 'it was damaged on the way'):
            delivery.unpack({**self.request, 'sha256': '0' * 64})
        self.assertEqual((os.listdir(self.paths.releases), os.listdir(self.paths.state)), ([], []))

    def test_says_what_has_failed_where_no_archive_has_come(self):
        with self.assertRaisesRegex(FileNotFoundError, 'incoming.tar'):
            delivery.unpack({**self.request, 'sha256': '0' * 64})


class Receiving(Delivery):
    def is_here(self):
        self.replace(delivery, 'make_directory', lambda path, *_more: os.makedirs(path, exist_ok=True))
        return delivery.receive(self.request)['is_here']

    def test_trusts_a_tree_that_has_proved_itself_or_is_linked_and_removes_any_other(self):
        for name in ('one', 'two', 'three', 'two.part'):
            self.put('opt/demo/releases/%s/main' % name)
        self.assertFalse(self.is_here())
        self.assertEqual(os.listdir(self.paths.releases), [])
        self.put('opt/demo/releases/two/main')
        history.add(self.paths, 'two')
        self.assertTrue(self.is_here())
        os.unlink(self.paths.history)
        os.symlink('releases/two', self.paths.current)
        self.assertTrue(self.is_here())
        shutil.rmtree(self.paths.release('two'))
        self.assertFalse(self.is_here())
