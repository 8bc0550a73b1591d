"""Where items go, by what the callback is given."""

from __future__ import annotations

import os
import tempfile
import unittest
from typing import Any

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.settings import Outputs, open_outputs

RUN = '20260314-093000-0a1b2c'


class WhereItemsGo(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = temporary.name
        with open(self.file('token'), 'w', opener=lambda path, flags: os.open(path, flags, 0o600), encoding='ascii') as file:
            file.write('token-of-the-test\n')
        self.warnings: list[str] = []

    def file(self, name: str) -> str:
        return os.path.join(self.directory, name)

    def outputs(self, *, is_check: bool = False, **options: Any) -> Outputs:
        given = {'url': 'http://127.0.0.1:9', 'token_file': self.file('token'), 'spool_directory': self.file('spool'), **options}
        outputs = open_outputs(given, is_check=is_check, warn=self.warnings.append)
        if outputs.events:
            self.addCleanup(os.close, outputs.events._descriptor)
        return outputs

    def test_is_the_events_file_alone_under_the_runner_which_delivers_it(self) -> None:
        outputs = self.outputs(run_id=RUN, events_file=self.file('events'))
        self.assertIsNotNone(outputs.events)
        self.assertIsNone(outputs.sender)

    def test_is_the_collector_where_no_runner_reads_what_is_told(self) -> None:
        for options in ({}, {'events_file': self.file('events')}, {'run_id': RUN}):
            with self.subTest(options):
                self.assertIsNotNone(self.outputs(**options).sender)

    def test_is_the_collector_where_the_events_file_cannot_be_opened(self) -> None:
        self.assertIsNotNone(self.outputs(run_id=RUN, events_file=self.file('nowhere/events')).sender)
        self.assertEqual(len(self.warnings), 1)

    def test_a_setting_that_cannot_be_used_is_said(self) -> None:
        for options, sentence in (
            ({'token_file': ''}, 'url is set, but token_file is not'),
            ({'token_file': '/nowhere/token'}, 'the token file /nowhere/token cannot be read'),
            ({'url': 'server:8080'}, 'url: expected one such as http://server:8080'),
            ({'run_id': 'mine'}, 'run_id: expected one such as 20260314-093000-0a1b2c'),
            ({'events_file': '/nowhere/events'}, 'the events file cannot be opened'),
        ):
            with self.subTest(sentence):
                self.outputs(**options)
                self.assertIn(sentence, self.warnings.pop())

    def test_is_never_the_collector_in_check_mode(self) -> None:
        self.assertIsNone(self.outputs(is_check=True).sender)

    def test_never_is_where_the_token_could_be_read_whoever_delivers(self) -> None:
        for outputs in (self.outputs(), self.outputs(is_check=True), self.outputs(run_id=RUN, events_file=self.file('events'))):
            self.assertEqual(outputs.secrets, {'token-of-the-test'})
        self.assertEqual(self.outputs(token_file=self.file('none'), run_id=RUN, events_file=self.file('events')).secrets, frozenset())
        self.assertEqual(self.warnings, [])
