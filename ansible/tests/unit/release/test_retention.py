"""What has proved itself is recorded at once; old releases go afterwards."""
import os
import shutil

from mimamori_release import history, retention
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


class Retention(DeviceTree):
    def setUp(self):
        super().setUp()
        self.request['keep'] = 1
        for name in ('one', 'two', 'ill'):
            self.put('opt/demo/releases/%s/main' % name)
        os.makedirs(self.places.state)
        history.add(self.places, 'one')
        os.symlink('releases/two', self.places.current)

    def releases(self):
        return sorted(os.listdir(self.places.releases))

    def test_records_a_proof_and_removes_nothing_so_that_a_loss_of_power_in_between_loses_no_way_back(self):
        retention.commit(self.request)
        self.assertEqual(history.proven(self.places), ['one', 'two'])
        self.assertEqual(self.releases(), ['ill', 'one', 'two'])
        self.assertEqual(history.fallback(self.places, 'three'), 'two')
        self.assertEqual(history.earlier(self.places, 'two'), 'one')

    def test_keeps_as_many_as_asked_and_what_runs_and_their_settings(self):
        for name in ('one', 'two'):
            self.put('state/demo/backup/%s/etc%%demo' % name)
        retention.commit(self.request)
        retention.prune(self.request)
        self.assertEqual((self.releases(), os.listdir(self.places.backup)), (['two'], ['two']))

    def test_keeps_what_runs_also_where_something_else_proved_itself_since(self):
        retention.prune(self.request)
        self.assertEqual(self.releases(), ['one', 'two'])

    def test_names_what_could_not_be_removed(self):
        self.replace(shutil, 'rmtree', lambda *_arguments, **_more: None)
        with self.assertRaisesRegex(Refusal, 'releases/one could not be removed|releases/one, .* could not be removed'):
            retention.commit(self.request)
            retention.prune(self.request)
