"""Delivery in the background. The server is a real one, whose manner the test changes."""

from __future__ import annotations

import json
import os
import tempfile
import time
import unittest
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Semaphore, Thread
from typing import Any

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.collector import Collector, Request
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.sender import (
    Account, Clock, END_TIMEOUT_SECONDS, QUICK_SECONDS, SETTLE_SECONDS, Sender,
)
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.spool import MOST_FILES, Spool


class Server:
    """Remembers what came; `status` may change at any time, and without one it never answers. With `turns`, each answer takes one."""

    def __init__(self, status: int | None = 200, turns: Semaphore | None = None) -> None:
        self.status = status
        self.unknown_paths: set[str] = set()
        """Of runs whose start has not come."""
        self.seen: list[Any] = []
        self._released = Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_POST(self) -> None:
                # Before it is seen: a test changes the manner as soon as it has seen a request.
                status, is_unknown = outer.status, self.path in outer.unknown_paths
                outer.seen.append(json.loads(self.rfile.read(int(self.headers['content-length']))))
                if status is None:
                    outer._released.wait()
                    return
                while turns and not turns.acquire(timeout=0.05):
                    if outer._released.is_set():
                        return
                body = json.dumps({'requestId': 'r', **({'code': 'UPDATE_RUN_NOT_FOUND'} if is_unknown else {})}).encode()
                self.send_response(404 if is_unknown else status)
                self.send_header('content-length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self._server.daemon_threads = True
        self.url = f'http://127.0.0.1:{self._server.server_port}'
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()


class SteppedClock(Clock):
    """Stands still but where somebody waits: then the server may answer one request, and that took `answer_seconds`, however long it
    really took. Without them, it does not answer, and the wait is over at once."""

    def __init__(self, turns: Semaphore | None = None, answer_seconds: float | None = None) -> None:
        self._turns = turns
        self._answer_seconds = answer_seconds
        self.waited = 0.0

    def now(self) -> float:
        return self.waited

    def wait_for(self, changed: Condition, is_so: Callable[[], bool], seconds: float) -> bool:
        if self._turns is None or self._answer_seconds is None or self._answer_seconds > seconds:
            self.waited += seconds
            return False
        self.waited += self._answer_seconds
        self._turns.release()
        return changed.wait_for(is_so, 30)


class PatientClock(Clock):
    """Stands still: whatever the end of a run waits for comes in time, however slow the machine is."""

    def now(self) -> float:
        return 0.0

    def wait_for(self, changed: Condition, is_so: Callable[[], bool], seconds: float) -> bool:
        return changed.wait_for(is_so, 30)


class TheSender(unittest.TestCase):
    def setUp(self) -> None:
        # Its thread may still put something back there.
        temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(temporary.cleanup)
        self.directory = os.path.join(temporary.name, 'spool')

    def start(
        self, status: int | None, *, clock: Clock | None = None, turns: Semaphore | None = None, most_files: int = MOST_FILES
    ) -> tuple[Server, Sender]:
        server = Server(status, turns)
        self.addCleanup(server.stop)
        sender = Sender(Collector(server.url), Spool(self.directory, most_files=most_files), clock)
        # What it still does then is of no test.
        self.addCleanup(sender.settle)
        return server, sender

    def eventually(self, server: Server, count: int) -> None:
        deadline = time.monotonic() + 30
        while len(server.seen) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertGreaterEqual(len(server.seen), count)

    def keep(self, *requests: Request) -> None:
        """As an earlier run has."""
        Spool(self.directory).keep(list(requests))

    def left(self) -> list[Any]:
        return [entry.request.body for entry in Spool(self.directory).take()]

    def test_sends_what_it_is_given_in_order(self) -> None:
        server, sender = self.start(200)
        for number in range(3):
            sender.post('/api/updates', {'number': number})
        self.eventually(server, 3)
        self.assertEqual([body['number'] for body in server.seen], [0, 1, 2])

    def test_goes_on_where_it_stopped_when_the_collector_is_back_within_the_run(self) -> None:
        server, sender = self.start(503)
        sender.post('/api/updates', {'number': 0})
        sender.post('/api/updates', {'number': 1})
        self.eventually(server, 1)
        server.status = 200
        self.eventually(server, 3)
        self.assertEqual([body['number'] for body in server.seen], [0, 0, 1])

    def test_keeps_what_is_on_its_way_to_one_that_never_answers(self) -> None:
        server, sender = self.start(None)
        sender.post('/api/updates', {'number': 0})
        self.eventually(server, 1)
        sender.post('/api/updates', {'number': 1})
        account = sender.settle()
        self.assertEqual((account.spooled, account.lost), (2, 0))
        self.assertEqual([body['number'] for body in self.left()], [0, 1])

    def test_counts_as_lost_what_a_full_spool_lets_go(self) -> None:
        server, sender = self.start(None, most_files=1)
        for number in range(2):
            sender.post('/api/updates', {'number': number})
        self.eventually(server, 1)
        self.assertEqual(sender.settle().lost, 1)
        self.assertEqual([body['number'] for body in self.left()], [1])

    def settle_with_twenty(self, answer_seconds: float) -> tuple[float, Account]:
        """Of twenty requests the first has been answered when the run ends, and each of the others would take so long. Gives how long the
        end waited."""
        turns = Semaphore(1)
        clock = SteppedClock(turns, answer_seconds)
        server, sender = self.start(200, clock=clock, turns=turns)
        for number in range(20):
            sender.post('/api/updates', {'number': number})
        self.eventually(server, 2)
        account = sender.settle()
        return clock.waited, account

    def test_costs_no_more_in_all_than_it_may_where_each_answer_is_slow(self) -> None:
        waited, account = self.settle_with_twenty(0.7 * END_TIMEOUT_SECONDS)
        self.assertAlmostEqual(waited, END_TIMEOUT_SECONDS)
        self.assertEqual((account.spooled, account.lost), (20 - 1 - 1, 0))

    def test_goes_on_a_while_with_one_that_answers_quickly(self) -> None:
        waited, account = self.settle_with_twenty(0.75 * QUICK_SECONDS)
        self.assertAlmostEqual(waited, SETTLE_SECONDS)
        self.assertEqual((account.spooled, account.lost), (20 - 1 - 6, 0))

    def test_waits_a_moment_for_one_that_has_never_answered(self) -> None:
        clock = SteppedClock()
        server, sender = self.start(None, clock=clock)
        sender.post('/api/updates', {'number': 0})
        self.eventually(server, 1)
        self.assertEqual(sender.settle().spooled, 1)
        self.assertAlmostEqual(clock.waited, END_TIMEOUT_SECONDS)

    def test_waits_no_longer_than_it_may_for_one_that_has_answered_before(self) -> None:
        clock = SteppedClock()
        server, sender = self.start(200, clock=clock, turns=Semaphore(1))
        for number in range(3):
            sender.post('/api/updates', {'number': number})
        self.eventually(server, 2)
        self.assertEqual(sender.settle().spooled, 2)
        self.assertAlmostEqual(clock.waited, END_TIMEOUT_SECONDS)

    def test_empties_the_spool_when_it_has_nothing_else_to_send(self) -> None:
        self.keep(Request('/api/updates', {'number': 0}))
        server, sender = self.start(200)
        sender.post('/api/updates', {'number': 1})
        self.eventually(server, 2)
        self.assertEqual([body['number'] for body in server.seen], [1, 0])

    def test_asks_once_where_it_is_shut_out_and_keeps_everything_until_the_token_is_right(self) -> None:
        self.keep(Request('/api/updates', {'number': 0}))
        server, sender = self.start(401, clock=PatientClock())
        sender.post('/api/updates', {'number': 1})
        self.eventually(server, 1)
        sender.post('/api/updates', {'number': 2})
        account = sender.settle()
        self.assertEqual((dict(account.refusals), account.spooled, account.lost, account.trouble), ({}, 2, 0, 'HTTP 401'))
        self.assertEqual([body['number'] for body in server.seen], [1])
        self.assertEqual([body['number'] for body in self.left()], [0, 1, 2])

    def test_loses_nothing_where_the_start_of_its_run_comes_late(self) -> None:
        server, sender = self.start(200)
        server.unknown_paths.add('/api/updates/x/hosts')
        sender.post('/api/updates/x/hosts', {'number': 0})
        self.eventually(server, 1)
        server.unknown_paths.clear()
        sender.post('/api/updates/x/hosts', {'number': 1})
        self.eventually(server, 3)
        self.assertEqual([body['number'] for body in server.seen], [0, 0, 1])

    def test_lets_no_run_whose_start_is_lost_hold_up_what_else_is_spooled(self) -> None:
        self.keep(Request('/api/updates/x/hosts', {'number': 0}), Request('/api/updates', {'number': 1}))
        server, sender = self.start(200, clock=PatientClock())
        server.unknown_paths.add('/api/updates/x/hosts')
        sender.post('/api/updates/y/hosts', {'number': 2})
        self.eventually(server, 3)
        sender.settle()
        self.assertEqual([body['number'] for body in server.seen], [2, 0, 1])
        self.assertEqual([body['number'] for body in self.left()], [0])
