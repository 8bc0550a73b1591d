"""Settings files are written with a copy, and put back."""
import base64
import json
import os

from mimamori_release import settings
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


class Settings(DeviceTree):
    def write(self, *files):
        """`files` are (path, text)."""
        written = [{'path': path, 'content': base64.b64encode(text.encode()).decode(), 'mode': '0640'} for path, text in files]
        self.put('state/demo/written.json', json.dumps(written))
        settings.write(self.request)

    def undo(self, **is_new):
        settings.undo({**self.request, 'written': [{'path': os.path.join(self.top, name), 'is_new': new} for name, new in is_new.items()]})

    def test_keeps_the_mode_of_a_file_and_gives_a_new_one_its_own(self):
        there = self.put('there', 'A=1\n')
        os.chmod(there, 0o604)
        new = os.path.join(self.top, 'etc/demo/new')
        self.write((there, 'A=1\nB=2\n'), (new, 'C=3\n'))
        self.assertEqual([os.stat(path).st_mode & 0o777 for path in (there, new)], [0o604, 0o640])
        self.assertEqual((self.text('there'), self.text('etc/demo/new')), ('A=1\nB=2\n', 'C=3\n'))

    def test_refuses_an_owner_that_the_device_does_not_have(self):
        self.request['owner'] = 'nobody-of-that-name'
        with self.assertRaisesRegex(Refusal, 'nobody-of-that-name:.* does not exist on this device'):
            self.write((os.path.join(self.top, 'new'), 'C=3\n'))

    def test_puts_back_a_file_that_has_gone_since_with_its_mode(self):
        there = self.put('there', 'A=1\n')
        os.chmod(there, 0o604)
        self.write((there, 'A=2\n'), (os.path.join(self.top, 'new'), 'C=3\n'))
        os.unlink(there)
        os.unlink(os.path.join(self.top, 'new'))
        self.undo(there=False, new=True)
        self.assertEqual((self.text('there'), os.stat(there).st_mode & 0o777), ('A=1\n', 0o604))

    def test_puts_back_the_others_where_one_cannot_be(self):
        one, other = self.put('one', 'A=1\n'), self.put('other', 'B=1\n')
        self.write((one, 'A=2\n'), (other, 'B=2\n'))
        os.unlink(one)
        os.mkdir(one)
        with self.assertRaisesRegex(Refusal, '/one was not put back: '):
            self.undo(one=False, other=False)
        self.assertEqual(self.text('other'), 'B=1\n')
