"""What of a run's items goes into the textfile."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from typing import Any

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.reporter import Reporter
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.run import Run, Timestamp


def finished(host: str, outcome: str, **rest: Any) -> dict[str, Any]:
    return {
        'state': 'finished', 'host': host, 'at': '2027-01-15T08:00:00.000+00:00', 'attempt': 1, 'outcome': outcome, 'durationSeconds': 1.0,
        **rest
    }


class TheTextfile(unittest.TestCase):
    def written(self, *items: dict[str, Any]) -> str:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / 'update.prom'
            reporter = Reporter(
                run=Run(), run_id='20270115-080000-0a1b2c', is_own_run=True, sender=None, events=None, textfile_path=str(path),
                warn=self.fail
            )
            for item in items:
                reporter.report([item])
            reporter.end(Timestamp(1_800_000_000, 1))
            return path.read_text(encoding='utf-8')

    def test_has_no_success_that_was_taken_back(self) -> None:
        page = self.written(finished('a', 'updated', update=True), finished('a', 'failed', update=True))
        self.assertIn('mimamori_update_last_outcome{device="a",outcome="failed"} 1\n', page)
        self.assertNotIn('last_success', page)

    def test_has_what_became_of_each_release_and_not_of_one_that_was_left_out(self) -> None:
        releases = [
            {'name': 'kiosk', 'outcome': 'failed'}, {'name': 'mimamori-agent', 'outcome': 'updated'},
            {'name': 'sensor', 'outcome': 'skipped'}
        ]
        page = self.written(finished('a', 'failed', update=True, releases=releases))
        for line in ('device="a",release="kiosk",outcome="failed"} 1', 'device="a",release="mimamori-agent",outcome="updated"} 1'):
            self.assertIn(f'mimamori_update_last_outcome{{{line}\n', page)
        self.assertNotIn('sensor', page)

    def test_has_nothing_of_what_is_about_no_release_nor_of_a_host_that_was_left_out(self) -> None:
        self.assertEqual(self.written(finished('a', 'updated'), finished('b', 'skipped', update=True)), '')
