"""Settings files are written with a copy, and put back."""
import os
from unittest import mock

from mimamori_release import settings, undo_log
from mimamori_release.refusal import Refusal

from .settings_files import SettingsFiles


class Settings(SettingsFiles):
    def test_keeps_the_mode_of_a_file_and_makes_a_new_one_that_only_its_owner_reads(self):
        there = self.put('there', 'A=1\n')
        os.chmod(there, 0o604)
        new = os.path.join(self.top, 'etc/demo/new')
        self.write({there: 'A=1\nB=2\n', new: 'C=3\n'})
        self.assertEqual([os.stat(path).st_mode & 0o777 for path in (there, new)], [0o604, 0o600])
        self.assertEqual((self.text('there'), self.text('etc/demo/new')), ('A=1\nB=2\n', 'C=3\n'))

    def test_gives_a_file_the_mode_that_is_wanted_and_puts_back_what_it_had(self):
        there = self.put('there', 'A=1\n')
        os.chmod(there, 0o604)
        self.write({there: 'A=1\n'}, mode='0640')
        self.assertEqual(os.stat(there).st_mode & 0o777, 0o640)
        self.undo()
        self.assertEqual((self.text('there'), os.stat(there).st_mode & 0o777), ('A=1\n', 0o604))

    def test_gives_a_file_the_owner_that_is_wanted_and_leaves_the_rest(self):
        before = mock.Mock(st_uid=4321, st_gid=8765)
        uid, gid = os.getuid(), os.getgid()
        names = {'owner': self.request['owner'], 'group': self.request['group']}
        self.assertEqual([
            settings.owner_of(one, before, self.request)
            for one in ({}, {'owner': names['owner']}, {'group': names['group']}, names)
        ],
                         [(4321, 8765), (uid, 8765), (4321, gid), (uid, gid)])
        self.assertEqual(settings.owner_of({}, None, self.request), (uid, gid))

    def test_puts_back_only_what_has_changed_and_names_no_other_where_it_cannot(self):
        first, second = self.put('first', 'A=1\n'), self.put('second', 'B=1\n')
        with mock.patch.object(settings, 'write_one', side_effect=OSError('full')), self.assertRaises(OSError):
            self.write({first: 'A=2\n', second: 'B=2\n'})
        with mock.patch.object(undo_log, 'put_back_one', side_effect=OSError('read-only')):
            self.undo()
        self.assertEqual((self.text('first'), undo_log.read(self.paths)), ('A=1\n', None))

    def test_names_what_the_inventory_no_longer_has_once_as_long_as_it_is_there(self):
        kept, dropped = os.path.join(self.top, 'etc/kept'), os.path.join(self.top, 'etc/dropped')
        self.write({kept: 'A=1\n', dropped: 'PASSWORD=1\n'})
        undo_log.commit(self.paths)
        request = {**self.request, 'settings': [{'path': kept}]}
        self.assertEqual(settings.applied(request)['left'], [dropped])
        self.assertEqual([settings.newly_left(request, self.paths) for _run in range(2)], [[dropped], []])
        self.assertEqual((settings.applied(request)['left'], settings.reported_left(self.paths)), ([], [dropped]))
        # Wanted once more, and left once more.
        settings.record_left({**request, 'settings': [{'path': kept}, {'path': dropped}]})
        self.assertEqual(settings.applied(request)['left'], [dropped])
        self.assertEqual(settings.applied({**request, 'settings_kept': [dropped]})['left'], [])
        os.unlink(dropped)
        self.assertEqual(settings.applied(request)['left'], [])

    def test_tells_the_mode_and_the_owner_of_a_file_and_nothing_of_one_that_is_not_there(self):
        there = self.put('there', 'A=1\n')
        os.chmod(there, 0o604)
        self.request['settings'] = [{'path': there}, {'path': os.path.join(self.top, 'none/at/all')}]
        self.assertEqual([one['is_there_as'] for one in settings.read(self.request)['files']],
                         [{'mode': '0604', 'owner': self.request['owner'], 'group': self.request['group']}, None])

    def test_refuses_an_owner_that_the_device_does_not_have(self):
        self.request['owner'] = 'nobody-of-that-name'
        with self.assertRaisesRegex(Refusal, 'nobody-of-that-name:.* does not exist on this device'):
            self.write({os.path.join(self.top, 'new'): 'C=3\n'})

    def test_puts_back_a_file_that_has_gone_since_with_its_mode(self):
        there = self.put('there', 'A=1\n')
        os.chmod(there, 0o604)
        self.write({there: 'A=2\n', os.path.join(self.top, 'new'): 'C=3\n'})
        os.unlink(there)
        os.unlink(os.path.join(self.top, 'new'))
        self.undo()
        self.assertEqual((self.text('there'), os.stat(there).st_mode & 0o777), ('A=1\n', 0o604))
        self.assertFalse(os.path.exists(os.path.join(self.top, 'new')))

    def test_puts_back_the_others_where_one_cannot_be_and_says_where_its_copy_is(self):
        one, other = self.put('one', 'A=1\n'), self.put('other', 'B=1\n')
        self.write({one: 'A=2\n', other: 'B=2\n'})
        os.unlink(one)
        os.mkdir(one)
        with self.assertRaisesRegex(Refusal, '/one was not put back: .*Its old content is in (.*)') as raised:
            self.undo()
        self.assertEqual(self.text('other'), 'B=1\n')
        self.assertEqual(self.text(str(raised.exception).split(' is in ')[1]), 'A=1\n')

    def test_refuses_what_was_changed_since_the_server_read_it_and_leaves_it_alone(self):
        one, other = self.put('one', 'A=1\n'), os.path.join(self.top, 'other')
        for path, text in ((one, 'A=by the service\n'), (other, 'B=by the service\n')):
            self.bring({one: 'A=2\n', other: 'B=2\n'})
            self.put(path, text)
            with self.assertRaisesRegex(Refusal, path + ' was changed on the device during the update'):
                settings.change(self.request)
            # All are looked at before the first is written.
            self.assertEqual(self.text('one'), 'A=by the service\n')
            self.undo()
            self.assertEqual(self.text(path), text)

    def test_refuses_what_is_changed_while_the_others_are_written_and_puts_those_back(self):
        one, other = self.put('one', 'A=1\n'), self.put('other', 'B=1\n')
        self.bring({one: 'A=2\n', other: 'B=2\n'})
        write_in = settings.write_in

        def meanwhile(*arguments):
            write_in(*arguments)
            self.put('other', 'B=by the service\n')

        with mock.patch.object(settings, 'write_in', meanwhile), self.assertRaisesRegex(Refusal, '/other was changed'):
            settings.change(self.request)
        self.undo()
        self.assertEqual(self.text('one'), 'A=1\n')
