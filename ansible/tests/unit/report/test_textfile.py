"""The page for node_exporter."""

from __future__ import annotations

import os
import tempfile
import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.textfile import Ended, FORGET_SECONDS, render, update

SUCCESS = 'mimamori_update_last_success_timestamp_seconds'


def line_of(page: str, beginning: str) -> str | None:
    return next((line for line in page.split('\n') if line.startswith(beginning)), None)


class ThePage(unittest.TestCase):
    def test_keeps_the_last_success_of_a_host_that_fails(self) -> None:
        before = render('', [Ended('a', 'updated', 1000.0, 2.5)])
        after = render(before, [Ended('a', 'failed', 2000.0, 1.0)])
        self.assertEqual(line_of(after, SUCCESS), f'{SUCCESS}{{device="a"}} 1000.0')
        self.assertEqual(
            line_of(after, 'mimamori_update_last_outcome{device="a",outcome="failed"}'),
            'mimamori_update_last_outcome{device="a",outcome="failed"} 1'
        )
        self.assertEqual(
            line_of(after, 'mimamori_update_last_outcome{device="a",outcome="updated"}'),
            'mimamori_update_last_outcome{device="a",outcome="updated"} 0'
        )

    def test_keeps_the_failure_of_one_release_through_the_success_of_another(self) -> None:
        before = render('', [Ended('a', 'failed', 1000.0, 2.5, 'kiosk')])
        after = render(before, [Ended('a', 'updated', 2000.0, 1.0, 'mimamori-agent')])
        for release, outcome in (('kiosk', 'failed'), ('mimamori-agent', 'updated')):
            self.assertIn(f'mimamori_update_last_outcome{{device="a",release="{release}",outcome="{outcome}"}} 1\n', after)
        self.assertEqual(render(after, []), after)

    def test_leaves_other_hosts_as_they_are(self) -> None:
        before = render('', [Ended('a', 'updated', 1000.0, 2.5)])
        self.assertIn('device="a"', render(before, [Ended('b', 'skipped', 2000.0, 0.0)]))
        self.assertEqual(render(before, []), before)

    def test_forgets_hosts_that_no_run_has_had_for_more_than_a_year(self) -> None:
        before = render('', [Ended('gone', 'updated', 1000.0, 2.5), Ended('rare', 'updated', 2000.0, 2.5)])
        self.assertEqual(render(before, []), before)
        after = render(before, [Ended('a', 'updated', 1500.0 + FORGET_SECONDS, 2.5)])
        self.assertNotIn('gone', after)
        self.assertIn('device="rare"', after)

    def test_has_no_success_of_a_host_that_never_succeeded(self) -> None:
        self.assertNotIn(SUCCESS, render('', [Ended('a', 'failed', 1000.0, 2.5)]))

    def test_bears_any_name(self) -> None:
        for name in ('a"b', 'a\\b', '温度計', 'a\\"', 'x,outcome="failed"'):
            page = render('', [Ended(name, 'updated', 1000.0, 2.5), Ended('a', 'updated', 1000.0, 2.5, name)])
            with self.subTest(name):
                self.assertEqual(render(page, []), page)

    def test_forgets_a_number_that_is_none_and_keeps_the_rest(self) -> None:
        self.assertEqual(
            render(f'{SUCCESS}{{device="a"}} 1.2.3\n{SUCCESS}{{device="b"}} 5.0\n', []), render(f'{SUCCESS}{{device="b"}} 5.0\n', [])
        )

    def test_forgets_lines_that_are_not_its_own(self) -> None:
        self.assertEqual(render('nonsense{ 1\nother_metric{device="a"} 3\n', []), '')


class TheFile(unittest.TestCase):
    def test_is_replaced_at_once_and_readable_by_node_exporter(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, 'x.prom')
            update(path, [Ended('a', 'updated', 1000.0, 2.5)])
            update(path, [Ended('b', 'updated', 1000.0, 2.5)])
            self.assertEqual([name for name in os.listdir(directory) if not name.startswith('.')], ['x.prom'])
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o644)
            with open(path, encoding='utf-8') as file:
                self.assertIn('device="a"', file.read())

    def test_says_that_there_is_no_such_folder(self) -> None:
        with self.assertRaises(OSError):
            update('/nowhere/x.prom', [])
