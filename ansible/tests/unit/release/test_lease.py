"""No two runs at once on one device."""
import contextlib
import json
import os
import threading
import time

from mimamori_release import lease, preflight
from mimamori_release.files import locked
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree


class Lease(DeviceTree):
    def setUp(self):
        super().setUp()
        self.time = 1000.0
        self.replace(lease, 'now', lambda: self.time)
        self.other = {**self.request, 'run': 'run 2', 'by': 'desk'}

    def test_keeps_another_run_away_and_names_whose_it_is(self):
        lease.take(self.request, 60)
        for step in (lease.take, lease.renew):
            with self.assertRaisesRegex(
                Refusal, 'another update of demo is running on this device: run 1, started from server.* expires in 181 s'
            ):
                step(self.other, 60)

    def test_another_release_on_the_same_device_has_one_of_its_own(self):
        lease.take(self.request, 60)
        lease.take({**self.other, 'name': 'other'}, 60)

    def test_of_a_restart_is_refused_while_any_release_is_being_updated_and_leaves_nothing(self):
        lease.take({**self.request, 'name': 'mimamori-agent'}, 60)
        with self.assertRaisesRegex(Refusal, 'another update of mimamori-agent is running on this device: run 1'):
            lease.take_device(self.other, 60)
        lease.take({**self.other, 'name': 'other'}, 60)
        self.time += 181
        lease.take_device(self.other, 60)

    def test_of_a_restart_keeps_every_release_away(self):
        lease.take_device(self.request, 60)
        for step in (lease.take, lease.renew, lease.take_device):
            with self.assertRaisesRegex(Refusal, 'this device is about to restart: run 1, started from server. Try again once it has.'):
                step(self.other, 60)
        self.assertRegex(' '.join(preflight.check_other_run(self.other, self.paths)), 'about to restart')
        self.time += 181
        lease.take(self.other, 60)

    def test_ends_by_itself_after_the_deadline_of_the_last_step_and_the_time_to_spare(self):
        lease.take(self.request, 60)
        self.time += 179
        lease.renew(self.request, 600)
        self.time += 719
        self.assertEqual(lease.holder(self.paths)['run'], 'run 1')
        self.time += 2
        self.assertIsNone(lease.holder(self.paths))
        lease.take(self.other, 60)
        with self.assertRaisesRegex(Refusal, 'another update of demo'):
            lease.renew(self.request, 60)

    def test_the_same_run_may_take_it_up_again_where_it_has_ended_but_nobody_else_was_here(self):
        lease.take(self.request, 60)
        self.time += 10_000
        lease.renew(self.request, 60)
        self.assertEqual(lease.holder(self.paths)['run'], 'run 1')

    def test_is_lost_where_the_device_has_restarted_or_another_run_was_here(self):
        lease.take(self.request, 60)
        os.unlink(self.paths.lease)
        with self.assertRaisesRegex(Refusal, 'this run has lost its claim'):
            lease.renew(self.request, 60)
        lease.take(self.other, 60)
        lease.give_back(self.other)
        with self.assertRaisesRegex(Refusal, 'this run has lost its claim'):
            lease.renew(self.request, 60)

    def test_of_a_run_that_the_server_has_closed_keeps_away_nobody_who_knows_that(self):
        lease.take(self.request, 60)
        knowing = {**self.other, 'closed_runs': ['run 0', 'run 1']}
        self.assertEqual(list(preflight.check_other_run(knowing, self.paths)), [])
        lease.take(knowing, 60)
        self.assertEqual(lease.holder(self.paths)['run'], 'run 2')
        with self.assertRaisesRegex(Refusal, 'another update of demo is running on this device: run 2'):
            lease.renew(self.request, 60)

    def test_of_a_run_that_is_over_holds_as_long_as_its_last_step_is_at_work(self):
        lease.take(self.request, 60)
        knowing = {**self.other, 'closed_runs': ['run 1']}
        with locked(self.paths.step_lock):
            self.assertRegex(
                ' '.join(preflight.check_other_run(knowing, self.paths)), 'another update of demo is running on this device: run 1'
            )
            with self.assertRaisesRegex(Refusal, 'run 1'):
                lease.take(knowing, 60)
        lease.take(knowing, 60)

    def test_of_a_program_on_this_device_ends_with_it_however_that_ends(self):
        alone = {**self.request, 'process_lock': os.path.join(self.top, 'installer.lock')}
        with locked(alone['process_lock']):
            lease.take(alone, 60)
            with self.assertRaises(Refusal) as refused:
                lease.take(self.other, 60)
            self.assertEqual(refused.exception.details['holder'], {'kind': 'update', 'run': 'run 1', 'by': 'server', 'seconds': 181})
            lease.renew(alone, 60)
            self.assertRegex(' '.join(preflight.check_other_run(self.other, self.paths)), 'another update of demo')
        self.assertEqual(list(preflight.check_other_run(self.other, self.paths)), [])
        lease.take(self.other, 60)
        with self.assertRaisesRegex(Refusal, 'another update of demo is running on this device: run 2'):
            lease.renew(alone, 60)

    def test_of_a_program_that_is_gone_is_taken_over_by_the_next_one_that_has_its_lock_once_its_last_step_has_ended(self):
        alone = {**self.request, 'process_lock': os.path.join(self.top, 'installer.lock')}
        with locked(alone['process_lock']):
            lease.take(alone, 60)
        last_step = contextlib.ExitStack()
        last_step.enter_context(locked(self.paths.step_lock))

        def held_once_it_has_ended(path):
            if path == self.paths.step_lock:
                last_step.close()
            return locked(path)

        self.replace(lease, 'locked', held_once_it_has_ended)
        with last_step, locked(alone['process_lock']):
            lease.take({**alone, 'run': 'run 2'}, 60)
        self.assertEqual(lease.holder(self.paths)['run'], 'run 2')

    def test_of_a_run_from_elsewhere_holds_whatever_runs_here(self):
        lease.take(self.request, 60)
        with self.assertRaisesRegex(Refusal, 'another update of demo'):
            lease.take({**self.other, 'process_lock': os.path.join(self.top, 'installer.lock')}, 60)

    def test_gives_back_only_what_is_its_own(self):
        lease.take(self.request, 60)
        lease.give_back(self.other)
        self.assertEqual(lease.holder(self.paths)['run'], 'run 1')
        lease.give_back(self.request)
        self.assertFalse(os.path.exists(self.paths.lease))
        lease.give_back(self.request)

    def test_is_there_whole_or_not_at_all(self):
        lease.take(self.request, 60)
        self.assertEqual(json.loads(self.text('run/demo.lease')), {'run': 'run 1', 'by': 'server', 'until': 1180.0})
        self.assertFalse(os.path.exists(self.paths.lease + '.part'))


def has_waiter(path):
    """Whether somebody waits for the lock: proc(5), /proc/locks."""
    inode = ':%d ' % os.stat(path).st_ino
    with open('/proc/locks', encoding='ascii') as file:
        return any('->' in line and inode in line for line in file)


class Steps(DeviceTree):
    """One step at a time, and each of them once."""

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
