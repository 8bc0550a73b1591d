"""What was applied with a revision is known afterwards, without its words."""
import os

from mimamori_release import history, settings

from .device_tree import DeviceTree


class Applied(DeviceTree):
    def setUp(self):
        super().setUp()
        self.request['hooks'] = {'prepare': './install --token hunter2'}
        os.makedirs(self.paths.state)

    def found(self):
        answer = settings.applied(self.request)
        return answer['is_recorded'], answer['differing']

    def test_nothing_differs_from_what_has_proved_itself(self):
        history.record_applied(self.request, self.paths)
        self.assertEqual(self.found(), (True, []))

    def test_names_each_part_that_is_wanted_otherwise(self):
        history.record_applied(self.request, self.paths)
        self.request['services'] = ['demo.service']
        self.request['hooks'] = {'prepare': './install --token other'}
        self.assertEqual(self.found(), (True, ['services', 'hooks']))

    def test_the_order_in_which_an_inventory_names_a_hook_makes_no_difference(self):
        self.request['hooks'] = {'prepare': 'a', 'after_switch': 'b'}
        history.record_applied(self.request, self.paths)
        self.request['hooks'] = {'after_switch': 'b', 'prepare': 'a'}
        self.assertEqual(self.found(), (True, []))

    def test_of_another_revision_or_of_none_or_where_a_disk_has_lost_it_nothing_is_known(self):
        self.assertFalse(self.found()[0])
        history.record_applied({**self.request, 'revision': 'one'}, self.paths)
        self.assertFalse(self.found()[0])
        self.put('state/demo/applied.json', '{"revision": "tw')
        self.assertFalse(self.found()[0])

    def test_only_root_reads_the_record_and_it_has_no_word_of_a_hook(self):
        history.record_applied(self.request, self.paths)
        self.assertEqual(os.stat(self.paths.applied).st_mode & 0o777, 0o600)
        self.assertNotIn('hunter2', self.text('state/demo/applied.json'))

    def test_settings_are_read_and_nothing_of_them_is_put_back(self):
        file = self.put('etc/demo.env', 'A=1\n')
        self.request['settings'] = [{'path': file}]
        self.put('state/demo/undo-log.json', '{"revision": "broken", "keys": {}, "files": {"%s": {"copy": null, "sums": []}}}' % file)
        answer = settings.applied(self.request)
        self.assertEqual((answer['is_open'], answer['files'][0]['there'], self.text('etc/demo.env')), (True, 'QT0xCg==', 'A=1\n'))
