"""One step at a time, and each of them once."""
import os
import threading
import time

from mimamori_release import lease
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


def has_waiter(path):
    """Whether somebody waits for the lock: proc(5), /proc/locks."""
    inode = ':%d ' % os.stat(path).st_ino
    with open('/proc/locks', encoding='ascii') as file:
        return any('->' in line and inode in line for line in file)


class Steps(DeviceTree):
    def setUp(self):
        super().setUp()
        lease.take(self.request, 60)

    def once(self, argument, work):
        return lease.once(('hook', argument), self.request, 60, work)

    def never(self):
        self.fail('this step was not to be taken')

    def test_a_second_start_waits_for_the_first_and_gives_its_answer(self):
        answers = []
        second = threading.Thread(target=lambda: answers.append(self.once('at 12:00', self.never)))

        def work():
            second.start()
            end = time.monotonic() + 60
            while not has_waiter(self.paths.step_lock):
                self.assertLess(time.monotonic(), end)
                time.sleep(0.01)
            return {'output': ['done']}
        self.assertEqual(self.once('at 12:00', work), {'output': ['done']})
        second.join(60)
        self.assertEqual(answers, [{'output': ['done']}])

    def test_a_second_start_does_the_work_where_the_first_was_killed_and_nothing_where_the_run_has_gone_on(self):
        def cut_off():
            raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            self.once('at 12:00', cut_off)
        self.assertEqual(self.once('at 12:00', lambda: {'output': ['again']}), {'output': ['again']})
        self.assertEqual(self.once('at 12:01', dict), {})
        with self.assertRaisesRegex(Refusal, 'the run has gone on since'):
            self.once('at 12:00', self.never)

    def test_keeps_answers_from_others_and_no_longer_than_the_claim(self):
        self.once('at 12:00', lambda: {'files': ['PASSWORD=hunter2']})
        self.assertEqual(os.stat(self.paths.steps).st_mode & 0o777, 0o600)
        lease.give_back(self.request)
        self.assertFalse(os.path.exists(self.paths.steps))

    def test_refuses_a_step_of_a_run_that_has_lost_its_claim(self):
        os.unlink(self.paths.lease)
        with self.assertRaisesRegex(Refusal, 'has lost its claim'):
            self.once('at 12:00', self.never)
