"""Requests that wait in files."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.collector import Request
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.spool import CLAIM_SECONDS, Spool


def numbered(number: int, padding: int = 0) -> Request:
    return Request('/api/updates', {'number': number, 'padding': 'x' * padding})


class TheSpool(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = os.path.join(temporary.name, 'spool')
        self.spool = Spool(self.directory)

    def numbers(self, spool: Spool) -> list[int]:
        return [entry.request.body['number'] for entry in spool.take()]

    def test_gives_back_what_it_got_oldest_first(self) -> None:
        self.spool.keep([numbered(1), numbered(2)])
        self.spool.keep([numbered(3)])
        self.assertEqual(self.numbers(Spool(self.directory)), [1, 2, 3])

    def test_stays_in_order_where_the_clock_is_set_back(self) -> None:
        self.spool.keep([numbered(1)])
        [name] = os.listdir(self.directory)
        # As if it had been written by a clock that was a year ahead; another has claimed it.
        later = f'{time.time_ns() + 365 * 86_400 * 10**9:019d}{name[19:]}'
        os.rename(os.path.join(self.directory, name), os.path.join(self.directory, f'{later}.claimed-1'))
        self.spool.keep([numbered(2), numbered(3)])
        os.rename(os.path.join(self.directory, f'{later}.claimed-1'), os.path.join(self.directory, later))
        self.assertEqual(self.numbers(self.spool), [1, 2, 3])

    def test_passes_over_what_it_is_told_to(self) -> None:
        self.spool.keep([numbered(1), numbered(2)])
        first = min(os.listdir(self.directory))
        self.assertEqual([entry.request.body['number'] for entry in self.spool.take(passing={first})], [2])

    def test_lies_in_files_that_only_the_owner_reads(self) -> None:
        self.spool.keep([numbered(1)])
        [name] = os.listdir(self.directory)
        path = os.path.join(self.directory, name)
        self.assertEqual((os.stat(self.directory).st_mode & 0o777, os.stat(path).st_mode & 0o777), (0o700, 0o600))
        with open(path, encoding='utf-8') as file:
            self.assertEqual(json.load(file), {'method': 'POST', 'path': '/api/updates', 'body': {'number': 1, 'padding': ''}})

    def test_gives_each_request_to_one_of_two_at_once(self) -> None:
        self.spool.keep([numbered(1), numbered(2)])
        first, second = self.spool.take(), Spool(self.directory).take()
        self.assertEqual([next(first).request.body['number'], next(second).request.body['number']], [1, 2])
        self.assertIsNone(next(first, None))

    def test_forgets_what_was_delivered_and_keeps_what_was_not(self) -> None:
        self.spool.keep([numbered(1), numbered(2)])
        for entry in self.spool.take():
            (self.spool.done if entry.request.body['number'] == 1 else self.spool.put_back)(entry)
        self.assertEqual(self.numbers(self.spool), [2])

    def test_takes_at_once_what_a_process_had_claimed_that_is_no_more(self) -> None:
        self.spool.keep([numbered(1)])
        [name] = os.listdir(self.directory)
        with subprocess.Popen(['true']) as ended:
            pass
        os.rename(os.path.join(self.directory, name), os.path.join(self.directory, f'{name}.claimed-{ended.pid}'))
        self.assertEqual(self.numbers(self.spool), [1])

    def test_takes_what_a_dead_process_had_claimed(self) -> None:
        self.spool.keep([numbered(1)])
        next(self.spool.take())
        self.assertEqual(self.numbers(self.spool), [])
        [claimed] = os.listdir(self.directory)
        long_ago = time.time() - CLAIM_SECONDS - 1
        os.utime(os.path.join(self.directory, claimed), (long_ago, long_ago))
        self.assertEqual(self.numbers(self.spool), [1])

    def test_lets_the_oldest_go_where_there_are_too_many(self) -> None:
        spool = Spool(self.directory, most_files=2)
        self.assertEqual(spool.keep([numbered(number) for number in (1, 2, 3, 4)]), 2)
        self.assertEqual(self.numbers(spool), [3, 4])

    def test_lets_the_oldest_go_where_they_are_too_large(self) -> None:
        spool = Spool(self.directory, most_bytes=2000)
        self.assertEqual(spool.keep([numbered(number, padding=800) for number in (1, 2, 3)]), 1)
        self.assertEqual(self.numbers(spool), [2, 3])

    def test_sets_aside_what_cannot_be_read(self) -> None:
        self.spool.keep([numbered(1), numbered(2)])
        first = sorted(os.listdir(self.directory))[0]
        for bad in (
            '{"method": "POST', '[]', '{"method": "POST", "path": "/api/clients", "body": {}}',
            '{"method": "DELETE", "path": "/api/updates", "body": {}}'
        ):
            with open(os.path.join(self.directory, first), 'w', encoding='utf-8') as file:
                file.write(bad)
            with self.subTest(bad):
                [entry] = list(self.spool.take())
                self.assertEqual(entry.request.body['number'], 2)
                self.spool.put_back(entry)
                self.assertIn(f'{first}.bad', os.listdir(self.directory))

    def test_is_empty_before_there_is_a_directory(self) -> None:
        self.assertEqual(self.numbers(self.spool), [])
        self.assertEqual(self.spool.keep([]), 0)
        self.assertFalse(os.path.exists(self.directory))
