"""The rules by which a host's outcome is found."""

from __future__ import annotations

import json
import os
import unittest
from typing import Any

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.host import (
    CUT_MESSAGE, Counts, Failure, Host, HostResult, NO_RESULT_MESSAGE, changes_state,
)
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.release import ReleaseResult, begun_release, release_results

_CASES = os.path.join(os.path.dirname(os.path.realpath(__file__)), '../../../../collector/contract/fixtures/host-states/cases.json')


def outcome(host: Host, **counts: int) -> str:
    return host.result(Counts(**counts)).outcome


class WithoutAFact(unittest.TestCase):
    def test_follows_what_ansible_counts(self) -> None:
        self.assertEqual(outcome(Host('a'), ok=3), 'unchanged')
        self.assertEqual(outcome(Host('a', real_changes=1), ok=3, changed=1), 'updated')
        self.assertEqual(outcome(Host('a'), ok=3, failures=1), 'failed')
        self.assertEqual(outcome(Host('a'), ok=3, failures=1, unreachable=1), 'unreachable')
        self.assertEqual(outcome(Host('a'), ok=3, rescued=1, ignored=1), 'unchanged')

    def test_calls_a_host_skipped_that_nothing_ran_on(self) -> None:
        self.assertEqual(outcome(Host('a')), 'skipped')
        self.assertEqual(outcome(Host('a'), skipped=4), 'skipped')

    def test_calls_nothing_updated_that_changed_in_check_mode_only(self) -> None:
        self.assertEqual(outcome(Host('a'), ok=3, changed=2), 'unchanged')

    def test_calls_half_done_work_failed(self) -> None:
        result = Host('a', real_changes=1, is_cut=True, step='Switch').result(Counts(ok=2, changed=1))
        self.assertEqual((result.outcome, result.failure), ('failed', Failure('Switch', CUT_MESSAGE)))

    def test_calls_a_host_skipped_that_was_stopped_before_anything_changed(self) -> None:
        self.assertEqual(outcome(Host('a', is_cut=True), ok=2), 'skipped')


class WithAFact(unittest.TestCase):
    def test_believes_the_role(self) -> None:
        self.assertEqual(outcome(Host('a', real_changes=1, releases=[ReleaseResult('unchanged')]), ok=3, changed=1), 'unchanged')

    def test_a_failure_after_a_rollback_is_a_rollback(self) -> None:
        host = Host('a', releases=[ReleaseResult('rolled_back', step='Check', message='no answer')], failure=Failure('Fail', 'rolled back'))
        self.assertEqual(host.result(Counts(failures=1)).failure, Failure('Check', 'no answer'))
        self.assertEqual(outcome(host, failures=1), 'rolled_back')
        self.assertEqual(outcome(host, unreachable=1), 'rolled_back')

    def test_believes_no_success_that_was_followed_by_a_failure(self) -> None:
        host = Host('a', releases=[ReleaseResult('updated')])
        self.assertEqual(outcome(host, failures=1), 'failed')
        self.assertEqual(outcome(host, unreachable=1), 'unreachable')

    def test_keeps_the_first_failure_of_a_release_whatever_follows(self) -> None:
        host = Host('a')
        for outcome_, message in (('updated', 'fine'), ('failed', 'cause'), ('failed', 'consequence'), ('updated', 'fine')):
            host.learn(ReleaseResult(outcome_, name='kiosk', message=message))
        self.assertEqual(host.result(Counts(ok=3)).failure, Failure('', 'cause'))
        self.assertEqual(outcome(host, ok=3), 'failed')

    def test_is_as_bad_as_the_worst_of_several_releases_and_names_each_with_its_revisions(self) -> None:
        host = Host('a')
        host.learn(ReleaseResult('updated', name='kiosk', from_revision='a1', to_revision='0123456789' * 4))
        host.learn(ReleaseResult('rolled_back', name='sensor', step='checks', message='no answer', from_revision='c3', to_revision='c3'))
        host.learn(ReleaseResult('unchanged', name='panel'))
        result = host.result(Counts(ok=9))
        self.assertEqual(
            (result.outcome, result.failure),
            (
                'rolled_back',
                Failure('checks', 'kiosk: updated (a1 → 012345678901)\nsensor: rolled back (c3) at checks: no answer\npanel: unchanged')
            )
        )
        assert host.release is not None
        self.assertEqual(host.release.to_revision, 'c3')

    def test_is_updated_where_one_of_several_releases_was_and_the_others_were_up_to_date(self) -> None:
        host = Host('a', releases=[ReleaseResult('unchanged', name='kiosk'), ReleaseResult('updated', name='sensor')])
        self.assertEqual(outcome(host, ok=9), 'updated')


class AHostThatIsOwedAResult(unittest.TestCase):
    def test_is_no_success_without_one(self) -> None:
        self.assertEqual(outcome(Host('a', is_owed=True, real_changes=1), ok=9, changed=1), 'skipped')
        host = Host('a', is_owed=True, has_begun_release=True, step='Work')
        self.assertEqual(host.result(Counts(ok=9)).failure, Failure('Work', NO_RESULT_MESSAGE))
        self.assertEqual(outcome(host, ok=9), 'failed')

    def test_is_none_either_where_the_playbook_ignores_why(self) -> None:
        result = Host('a', is_owed=True, overlooked=Failure('Fetch', 'no route')).result(Counts(ok=9, ignored=1))
        self.assertEqual((result.outcome, result.failure), ('failed', Failure('Fetch', 'no route')))

    def test_is_none_where_the_first_release_succeeded_and_the_second_never_said(self) -> None:
        host = Host('a', is_owed=True)
        host.learn(ReleaseResult('updated'))
        host.awaits_result = True
        self.assertEqual(outcome(host, ok=9), 'failed')

    def test_is_about_an_update_as_is_one_that_has_a_result_of_one(self) -> None:
        self.assertTrue(Host('a', is_owed=True).is_about_update)
        self.assertTrue(Host('a', releases=[ReleaseResult('unchanged')]).is_about_update)
        self.assertFalse(Host('a').is_about_update)
        self.assertFalse(Host('a', releases=[ReleaseResult('unchanged', is_update=False)]).is_about_update)


class TheOutcomeOfEachRelease(unittest.TestCase):
    def of(self, host: Host, counts: Counts, owed: str | None = None) -> dict[str | None, str]:
        return {one.name: one.outcome for one in host.release_results(host.result(counts), lambda: owed)}

    def test_is_what_its_role_has_said(self) -> None:
        host = Host(
            'a', releases=[ReleaseResult('rolled_back', name='kiosk'), ReleaseResult('updated', name='sensor'), ReleaseResult('updated')]
        )
        self.assertEqual(self.of(host, Counts(ok=9)), {'kiosk': 'rolled_back', 'sensor': 'updated'})
        self.assertEqual(self.of(host, Counts(unreachable=1)), {'kiosk': 'rolled_back', 'sensor': 'updated'})

    def test_is_that_of_the_host_for_the_one_at_hand_where_nothing_else_says_why(self) -> None:
        host = Host('a')
        host.begin_release('kiosk')
        self.assertEqual(self.of(host, Counts(unreachable=1)), {'kiosk': 'unreachable'})
        host.learn(ReleaseResult('updated', name='kiosk', to_revision='b2'))
        self.assertEqual(self.of(host, Counts(ok=3)), {'kiosk': 'updated'})
        self.assertEqual(self.of(host, Counts(failures=1)), {'kiosk': 'failed'})
        host.begin_release('sensor')
        self.assertEqual(self.of(host, Counts(ok=3)), {'kiosk': 'updated', 'sensor': 'failed'})

    def test_is_a_failure_where_its_role_was_cut_short_after_that_of_another(self) -> None:
        host = Host('a', releases=[ReleaseResult('rolled_back', name='kiosk')])
        host.begin_release('sensor')
        self.assertEqual(self.of(host, Counts(ok=3)), {'kiosk': 'rolled_back', 'sensor': 'failed'})

    def test_is_that_of_the_host_for_the_one_that_it_was_owed_where_no_role_has_begun(self) -> None:
        self.assertEqual(self.of(Host('a', is_owed=True), Counts(failures=1), 'kiosk'), {'kiosk': 'failed'})
        self.assertEqual(self.of(Host('a', is_owed=True), Counts(failures=1)), {})
        self.assertEqual(self.of(Host('a'), Counts(failures=1), 'kiosk'), {})

    def test_is_that_of_the_one_that_the_host_was_owed_where_its_role_names_none(self) -> None:
        host = Host('a', releases=[ReleaseResult('updated')])
        self.assertEqual(self.of(host, Counts(ok=3), 'kiosk'), {'kiosk': 'updated'})
        self.assertEqual(self.of(host, Counts(failures=1), 'kiosk'), {'kiosk': 'failed'})
        self.assertEqual(self.of(host, Counts(ok=3)), {})

    def test_is_none_where_the_role_has_only_restarted_it(self) -> None:
        self.assertEqual(self.of(Host('a', releases=[ReleaseResult('unchanged', name='kiosk', is_update=False)]), Counts(ok=3)), {})


class AHostThatNeverAnswers(unittest.TestCase):
    def test_is_out_of_reach_though_the_playbook_ignores_it(self) -> None:
        host = Host('a', missed=Failure('Look', 'no route'))
        self.assertEqual(host.result(Counts(ok=3, ignored=3)), HostResult('unreachable', Failure('Look', 'no route')))
        host.has_answered = True
        self.assertEqual(outcome(host, ok=3, ignored=2), 'unchanged')


class AFailureThatEndsThePlay(unittest.TestCase):
    def test_is_one_though_it_was_rescued(self) -> None:
        host = Host('a', is_fatal=True)
        host.fail(Failure('Try', 'no'), may_be_rescued=False)
        self.assertEqual(host.result(Counts(ok=3, rescued=1)).failure, Failure('Try', 'no'))


class TheFirstFailure(unittest.TestCase):
    def test_is_the_cause_of_those_that_follow(self) -> None:
        host = Host('a')
        host.fail(Failure('Install', 'disk full'), may_be_rescued=False)
        host.fail(Failure('Clean up', 'no such file'), may_be_rescued=False)
        self.assertEqual(host.result(Counts(failures=2)).failure, Failure('Install', 'disk full'))

    def test_gives_way_where_it_was_rescued(self) -> None:
        host = Host('a')
        host.fail(Failure('Try', 'no'), may_be_rescued=True)
        host.fail(Failure('Install', 'disk full'), may_be_rescued=False)
        self.assertEqual(host.result(Counts(failures=1, rescued=1)).failure, Failure('Install', 'disk full'))


class TheFact(unittest.TestCase):
    def test_is_read_from_set_fact(self) -> None:
        [found] = release_results({'ansible_facts': {'mimamori_release_result': {
            'outcome': 'rolled_back', 'from_revision': 'a1', 'to_revision': '', 'step': None, 'final': True,
            'journal': {'unit': 'kiosk.service', 'lines': [str(line) for line in range(30)]},
        }}})
        assert found.journal is not None
        self.assertEqual(
            (found.outcome, found.from_revision, found.to_revision, found.step, found.is_final), ('rolled_back', 'a1', None, None, True)
        )
        self.assertEqual(found.journal.lines, tuple(map(str, range(10, 30))))

    def test_proves_nothing_with_an_outcome_that_does_not_exist(self) -> None:
        for facts in ({}, {'mimamori_release_result': 'updated'}, {'mimamori_release_result': {'outcome': 'fine'}}, None):
            self.assertEqual(release_results({'ansible_facts': facts}), [])

    def test_is_read_from_each_turn_of_a_loop(self) -> None:
        turns = [{'ansible_facts': {'mimamori_release_result': {'outcome': each, 'name': each}}} for each in ('updated', 'failed')]
        self.assertEqual([found.name for found in release_results({'results': turns})], ['updated', 'failed'])

    def test_names_the_release_and_no_outcome_where_a_role_begins(self) -> None:
        self.assertEqual(begun_release({'ansible_facts': {'mimamori_release_result': {'name': 'kiosk'}}}), 'kiosk')
        for facts in ({}, {'mimamori_release_result': {}}, {'mimamori_release_result': {'name': 'kiosk', 'outcome': 'updated'}}):
            self.assertIsNone(begun_release({'ansible_facts': facts}))


class AHost(unittest.TestCase):
    """The cases that hold for every program that follows a run's hosts."""

    def test_stands_as_the_contract_says_after_each_item(self) -> None:
        with open(_CASES, encoding='utf-8') as file:
            cases = json.load(file)
        self.assertGreater(len(cases), 20)
        for case in cases:
            before: Any = None
            for number, one in enumerate(case['items']):
                with self.subTest(case['host'], item=number):
                    changes = changes_state(before, one['item'])
                    self.assertEqual(changes, one['changes'])
                    before = one['item'] if changes else before
