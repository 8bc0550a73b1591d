"""Which items are reported, and when."""

from __future__ import annotations

import unittest
from typing import Any

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.host import Counts
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.release import ReleaseResult
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.run import Run, TaskResult, Timestamp


def at(seconds: float) -> Timestamp:
    return Timestamp(1_800_000_000 + seconds, seconds)


def brief(items: list[Any]) -> list[tuple[str, str, object]]:
    return [(item['host'], item['state'], item.get('outcome', item.get('step'))) for item in items]


def counted(**counts: int) -> Any:
    return lambda _: counts


OK = TaskResult('ok', 'Step')


class ARun(unittest.TestCase):
    def test_tells_each_new_step_of_a_host_once(self) -> None:
        run = Run(attempt=3)
        self.assertEqual(
            run.begin('a', 'One', at(0)),
            [{'state': 'under_way', 'host': 'a', 'at': '2027-01-15T08:00:00.000Z', 'attempt': 3, 'step': 'One'}]
        )
        self.assertEqual(run.begin('a', 'One', at(1)), [])
        self.assertEqual(brief(run.begin('a', 'Two', at(2))), [('a', 'under_way', 'Two')])

    def test_tells_a_failure_at_once_where_nothing_can_change_it(self) -> None:
        run = Run()
        run.begin('a', 'Step', at(0))
        [item] = run.result('a', TaskResult('failed', 'Step', message='no'), at(2.5))
        self.assertEqual((item['outcome'], item['step'], item['message'], item['durationSeconds']), ('failed', 'Step', 'no', 2.5))
        self.assertEqual(run.begin('a', 'Later', at(3)), [])
        self.assertEqual(run.finish(counted(failures=1), at(4)), [])

    def test_calls_a_host_that_answers_with_a_wrong_key_refused_before_anything_was_changed(self) -> None:
        lost = TaskResult('unreachable', 'Look', message='Failed to connect to the host via ssh: Host key verification failed.')
        [item] = Run().result('a', lost, at(1))
        self.assertEqual((item['outcome'], item['step'], item['message'][:28]), ('failed', 'preflight', 'Host key verification failed'))
        self.assertEqual(
            brief(Run().result('a', TaskResult('unreachable', 'Look', message='No route to host'), at(1))),
            [('a', 'finished', 'unreachable')]
        )

    def test_calls_no_host_out_of_reach_that_has_no_room_for_what_ansible_brings(self) -> None:
        full = TaskResult(
            'unreachable', 'Look',
            message="Failed to create temporary directory. … mkdir: cannot create directory '/home/pi/.ansible': No space left on device"
        )
        [item] = Run().result('a', full, at(1))
        self.assertEqual((item['outcome'], item['step']), ('failed', 'preflight'))

    def test_names_the_step_at_which_the_key_became_another(self) -> None:
        run = Run()
        run.result('a', TaskResult('ok', 'Install', has_changed=True), at(1))
        [item] = run.result('a', TaskResult('unreachable', 'Restart', message='Host key verification failed.'), at(2))
        self.assertEqual((item['outcome'], item['step']), ('failed', 'Restart'))

    def test_waits_with_a_failure_that_may_be_rescued(self) -> None:
        run = Run()
        self.assertEqual(run.result('a', TaskResult('failed', 'Step', may_be_rescued=True, is_last=False), at(1)), [])
        self.assertEqual(brief(run.finish(counted(ok=2, rescued=1), at(4))), [('a', 'finished', 'unchanged')])

    def test_waits_with_a_failure_that_an_always_follows(self) -> None:
        run = Run()
        self.assertEqual(run.result('a', TaskResult('failed', 'Step', message='no', is_last=False), at(1)), [])
        [item] = run.finish(counted(failures=1), at(4))
        self.assertEqual((item['outcome'], item['message']), ('failed', 'no'))

    def test_ignores_what_the_playbook_ignores(self) -> None:
        run = Run()
        run.result('a', OK, at(1))
        for kind in ('failed', 'unreachable'):
            self.assertEqual(run.result('a', TaskResult(kind, 'Step', is_ignored=True), at(1)), [])
        self.assertEqual(brief(run.finish(counted(ok=2, ignored=2), at(4))), [('a', 'finished', 'unchanged')])

    def test_tells_at_once_what_a_role_calls_final(self) -> None:
        run = Run()
        release = ReleaseResult('updated', from_revision='a1', to_revision='b2', is_final=True)
        [item] = run.result('a', TaskResult('ok', 'Say', releases=[release]), at(1))
        self.assertEqual((item['outcome'], item['fromRevision'], item['toRevision']), ('updated', 'a1', 'b2'))
        self.assertEqual(run.finish(counted(ok=2), at(4)), [])

    def test_marks_what_says_something_about_releases(self) -> None:
        run = Run()
        run.owe(['owed'])
        self.assertTrue(run.begin('owed', 'Prepare', at(0))[0]['update'])
        self.assertNotIn('update', run.begin('other', 'Prepare', at(0))[0])
        run.result('skips', TaskResult('skipped', 'Work', is_of_update=True), at(1))
        run.result('works', TaskResult('ok', 'Work', is_of_update=True, begun_release='kiosk'), at(1))
        reported = {item['host']: (item['outcome'], item.get('update')) for item in run.finish(counted(ok=1), at(2))}
        self.assertEqual(
            reported, {'owed': ('skipped', True), 'other': ('unchanged', None), 'skips': ('unchanged', None), 'works': ('failed', True)}
        )

    def test_says_what_has_become_of_each_release_and_reports_a_second_one_that_succeeds_after_the_first(self) -> None:
        run = Run()
        kiosk, agent = (
            ReleaseResult('updated', name=name, from_revision='a1', to_revision='b2', is_final=True)
            for name in ('kiosk', 'mimamori-agent')
        )
        [first] = run.result('a', TaskResult('ok', 'Say', releases=[kiosk]), at(1))
        self.assertEqual(first['releases'], [{'name': 'kiosk', 'outcome': 'updated', 'fromRevision': 'a1', 'toRevision': 'b2'}])
        [second] = run.result('a', TaskResult('ok', 'Say', releases=[agent]), at(2))
        self.assertEqual(
            [(one['name'], one['outcome']) for one in second['releases']], [('kiosk', 'updated'), ('mimamori-agent', 'updated')]
        )
        self.assertEqual(run.result('a', TaskResult('ok', 'Say', releases=[agent]), at(3)), [])

    def test_asks_for_the_name_of_a_release_that_no_role_has_begun(self) -> None:
        run = Run(owed_name=lambda host: f'kiosk of {host}')
        run.owe(['a'])
        [item] = run.result('a', TaskResult('failed', 'Prepare', message='no paper'), at(1))
        self.assertEqual(item['releases'], [{'name': 'kiosk of a', 'outcome': 'failed'}])

    def test_takes_a_success_back_that_a_failure_follows(self) -> None:
        run = Run()
        run.result('a', TaskResult('ok', 'Say', releases=[ReleaseResult('updated', is_final=True)]), at(1))
        self.assertEqual(brief(run.result('a', TaskResult('failed', 'Then'), at(2))), [('a', 'finished', 'failed')])

    def test_gives_every_host_an_outcome_that_was_owed_one(self) -> None:
        run = Run()
        run.expect(['a', 'b', 'c'])
        run.result('a', TaskResult('ok', 'Step', has_changed=True), at(1))
        run.cut(['b', 'd'])
        counts = {'a': {'ok': 1, 'changed': 1}}
        reported = run.finish(lambda name: counts.get(name, {}), at(4))
        self.assertEqual(
            brief(reported),
            [('a', 'finished', 'updated'), ('b', 'finished', 'skipped'), ('c', 'finished', 'skipped'), ('d', 'finished', 'skipped')]
        )
        self.assertEqual(run.outcomes, {'a': 'updated', 'b': 'skipped', 'c': 'skipped', 'd': 'skipped'})

    def test_counts_only_what_came_since_the_playbook_before(self) -> None:
        run = Run()
        run.expect(['a'], {'a': Counts(ok=3, failures=1)})
        [item] = run.finish(counted(ok=5, failures=1), at(4))
        self.assertEqual((item['outcome'], item['tasks']['ok']), ('unchanged', 2))

    def test_takes_the_duration_to_the_end_of_the_hosts_own_work(self) -> None:
        run = Run()
        run.begin('a', 'One', at(10))
        run.result('a', OK, at(12))
        [item] = run.finish(counted(ok=1), at(99))
        self.assertEqual(item['durationSeconds'], 2)

    def test_lets_no_secret_into_a_message(self) -> None:
        run = Run(secrets=lambda: ('tok-123456',))
        release = ReleaseResult('failed', step='Use tok-123456', message='tok-123456 and password=geheim', is_final=True)
        [item] = run.result('a', TaskResult('ok', 'Say', releases=[release]), at(1))
        self.assertEqual((item['step'], item['message']), ('Use ***', '*** and password=***'))
        self.assertEqual(brief(run.begin('b', 'Log in with tok-123456', at(1))), [('b', 'under_way', 'Log in with ***')])

    def test_bears_names_of_any_script(self) -> None:
        self.assertEqual(brief(Run().begin('温度計\n-1', 'Schritt\tEins', at(0))), [('温度計 -1', 'under_way', 'Schritt Eins')])
