"""Unpacking where nobody else can get in between."""
import os
import tarfile

from mimamori_release import delivery

from .device_tree import DeviceTree


class Unpacking(DeviceTree):
    def test_brings_the_tree_and_no_link_of_the_archive_leads_out_of_it(self):
        victim = self.put('victim', 'precious')
        self.put('tree/app/main', 'code')
        os.symlink(victim, os.path.join(self.top, 'tree/REVISION'))
        os.makedirs(self.places.state)
        os.makedirs(self.places.releases)
        with tarfile.open(self.places.incoming, 'w') as archive:
            archive.add(os.path.join(self.top, 'tree'), '.')
        self.request['sha256'] = delivery.sha256_of(self.places.incoming)
        delivery.unpack(self.request)
        self.assertEqual(os.listdir(self.places.releases), ['two'])
        self.assertEqual((self.text('opt/demo/releases/two/app/main'), self.text('opt/demo/releases/two/REVISION')), ('code', 'two\n'))
        self.assertEqual(self.text('victim'), 'precious')
