"""The rules by which a host's outcome is found."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.host import CUT_MESSAGE, Counts, Failure, Host
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.release import ReleaseResult, release_result


def outcome(host: Host, **counts: int) -> str:
    return host.verdict(Counts(**counts)).outcome


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
        verdict = Host('a', real_changes=1, is_cut=True, step='Switch').verdict(Counts(ok=2, changed=1))
        self.assertEqual((verdict.outcome, verdict.failure), ('failed', Failure('Switch', CUT_MESSAGE)))

    def test_calls_a_host_skipped_that_was_stopped_before_anything_changed(self) -> None:
        self.assertEqual(outcome(Host('a', is_cut=True), ok=2), 'skipped')


class WithAFact(unittest.TestCase):
    def test_believes_the_role(self) -> None:
        self.assertEqual(outcome(Host('a', real_changes=1, release=ReleaseResult('unchanged')), ok=3, changed=1), 'unchanged')

    def test_a_failure_after_a_rollback_is_a_rollback(self) -> None:
        host = Host('a', release=ReleaseResult('rolled_back', step='Check', message='no answer'), failure=Failure('Fail', 'rolled back'))
        self.assertEqual(host.verdict(Counts(failures=1)).failure, Failure('Check', 'no answer'))
        self.assertEqual(outcome(host, failures=1), 'rolled_back')
        self.assertEqual(outcome(host, unreachable=1), 'rolled_back')

    def test_believes_no_success_that_was_followed_by_a_failure(self) -> None:
        host = Host('a', release=ReleaseResult('updated'))
        self.assertEqual(outcome(host, failures=1), 'failed')
        self.assertEqual(outcome(host, unreachable=1), 'unreachable')

    def test_a_second_release_covers_no_failure_of_the_first(self) -> None:
        host = Host('a')
        for each in ('updated', 'failed', 'rolled_back', 'updated'):
            host.learn(ReleaseResult(each))
        self.assertEqual(outcome(host, ok=3), 'rolled_back')


class TheFirstFailure(unittest.TestCase):
    def test_is_the_cause_of_those_that_follow(self) -> None:
        host = Host('a')
        host.fail(Failure('Install', 'disk full'), may_be_rescued=False)
        host.fail(Failure('Clean up', 'no such file'), may_be_rescued=False)
        self.assertEqual(host.verdict(Counts(failures=2)).failure, Failure('Install', 'disk full'))

    def test_gives_way_where_it_was_rescued(self) -> None:
        host = Host('a')
        host.fail(Failure('Try', 'no'), may_be_rescued=True)
        host.fail(Failure('Install', 'disk full'), may_be_rescued=False)
        self.assertEqual(host.verdict(Counts(failures=1, rescued=1)).failure, Failure('Install', 'disk full'))


class TheFact(unittest.TestCase):
    def test_is_read_from_set_fact(self) -> None:
        found = release_result({'ansible_facts': {'mimamori_release_result': {
            'outcome': 'rolled_back', 'from_revision': 'a1', 'to_revision': '', 'step': None, 'final': True,
            'journal': {'unit': 'kiosk.service', 'lines': [str(line) for line in range(30)]},
        }}})
        assert found is not None and found.journal is not None
        self.assertEqual((found.outcome, found.from_revision, found.to_revision, found.step, found.is_final), ('rolled_back', 'a1', None, None, True))
        self.assertEqual(found.journal.lines, tuple(map(str, range(10, 30))))

    def test_proves_nothing_with_an_outcome_that_does_not_exist(self) -> None:
        for facts in ({}, {'mimamori_release_result': 'updated'}, {'mimamori_release_result': {'outcome': 'fine'}}, None):
            self.assertIsNone(release_result({'ansible_facts': facts}))


if __name__ == '__main__':
    unittest.main()
