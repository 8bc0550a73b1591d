"""Delivers in the background, so that the run waits for nobody: not for a dead collector, and not for one that never answers."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from . import messages
from .collector import Answer, Collector, Request
from .outbox import Outbox
from .spool import Entry, Spool

END_TIMEOUT_SECONDS = 0.08
"""How long the end of a run waits for a collector that is dead or slow; unanswered items are then spooled, with the rest of the 100
ms that this may cost."""
QUICK_SECONDS = 0.04
"""A collector that has answered within this is well, and is waited for once more."""
SETTLE_SECONDS = 0.2
"""How long in all, however quick the answers are."""
_POLL_SECONDS = 0.5
_FIRST_RETRY_SECONDS = 1.0
_LAST_RETRY_SECONDS = 30.0


class Clock:
    """The time, and how one waits: a test has its own."""

    def now(self) -> float:
        """In seconds, from anywhere."""
        return time.monotonic()

    def wait_for(self, changed: threading.Condition, is_so: Callable[[], bool], seconds: float) -> bool:
        """Whether it was so within that time."""
        return changed.wait_for(is_so, seconds)


@dataclass
class Account:
    """Failures, for one warning each."""

    refusals: Counter[str] = field(default_factory=Counter)
    """Requests that the collector refused for good, by its reason."""
    spooled: int = 0
    lost: int = 0
    trouble: str | None = None
    """The reason why something could not be delivered or stored, the latest."""


class Sender:
    """One thread that sends, oldest first; when there is nothing to send it empties the spool of earlier runs."""

    def __init__(self, collector: Collector, spool: Spool | None, clock: Clock | None = None) -> None:
        self._collector = collector
        self._spool = spool
        self._clock = clock or Clock()
        self._outbox = Outbox()
        self._changed = threading.Condition()
        self._in_flight: Request | None = None
        self._in_flight_since = 0.0
        self._claimed: Entry | None = None
        self._may_hold_spooled = False
        self._passed_over: set[str] = set()
        self._is_shut_out = False
        self._down_until: float | None = None
        self._retry_seconds = _FIRST_RETRY_SECONDS
        self._answers = 0
        self._account = Account()
        threading.Thread(target=self._work, name='mimamori-report', daemon=True).start()

    def post(self, path: str, body: messages.Item) -> None:
        """A request of its own, in order with all others."""
        with self._changed:
            self._may_hold_spooled = self._spool is not None
            self._outbox.add_request(Request(path, body))
            self._changed.notify_all()

    def send_items(self, path: str, items: list[messages.Item]) -> None:
        """Items of hosts, to be put together into requests."""
        with self._changed:
            self._may_hold_spooled = self._spool is not None
            for item in items:
                self._outbox.add_item(path, item)
            # To wake the thread at every task of every host would cost the run more than all else: steps wait for its next look.
            if any(item['state'] == 'finished' for item in items):
                self._changed.notify_all()

    def settle(self) -> Account:
        """A run is over: waits a little for items under way, and spools the rest."""
        with self._changed:
            self._outbox.forget_under_way()
            self._wait_while_answers_come()
            left = ([self._in_flight] if self._in_flight and not self._claimed else []) + self._outbox.take_all()
            claimed, self._claimed, self._in_flight = self._claimed, None, None
            account, self._account = self._account, Account()
            account.lost += self._outbox.dropped
            self._outbox.dropped = 0
        if self._spool and claimed:
            with suppress(OSError):
                self._spool.put_back(claimed)
        self._keep(left, account)
        return account

    def _wait_while_answers_come(self) -> None:
        begun = self._clock.now()
        # A request that has gone without an answer for long already is not waited for again.
        until = (self._in_flight_since if self._in_flight else begun) + END_TIMEOUT_SECONDS
        while self._down_until is None and not self._is_idle():
            answers, since = self._answers, self._clock.now()
            seconds = until - since
            if seconds <= 0.0 or not self._clock.wait_for(self._changed, lambda: self._answers != answers or self._is_idle(), seconds):
                return
            now = self._clock.now()
            if now - since <= QUICK_SECONDS:
                until = min(now + END_TIMEOUT_SECONDS, begun + SETTLE_SECONDS)

    def _is_idle(self) -> bool:
        if self._is_shut_out:
            return True
        return self._in_flight is None and not self._may_hold_spooled and self._outbox.seconds_until_due(self._clock.now()) is None

    def _keep(self, requests: list[Request], account: Account) -> None:
        if self._spool is None:
            account.lost += len(requests)
            return
        try:
            account.lost += self._spool.keep(requests)
            account.spooled = len(requests)
        except OSError as error:
            account.lost += len(requests)
            account.trouble = f'the spool cannot be written: {error}'

    def _work(self) -> None:
        while not self._is_shut_out:
            request = self._next()
            if request is None:
                continue
            answer = self._collector.send(request)
            with self._changed:
                self._record(request, answer)
                self._changed.notify_all()
        self._collector.close()

    def _next(self) -> Request | None:
        """Waits for something to send; spooled items come when nothing else waits."""
        if self._down_until is not None:
            time.sleep(max(0.0, self._down_until - self._clock.now()))
        with self._changed:
            now = self._clock.now()
            due = self._outbox.seconds_until_due(now)
            if due == 0.0:
                self._in_flight, self._in_flight_since = self._outbox.take(now), now
                return self._in_flight
            if not self._may_hold_spooled:
                self._changed.wait(_POLL_SECONDS if due is None else min(due, _POLL_SECONDS))
                return None
        # Files can be slow: the run must not wait for them.
        entry = self._claim()
        with self._changed:
            self._claimed, self._in_flight, self._in_flight_since = entry, entry and entry.request, self._clock.now()
            self._may_hold_spooled = entry is not None
            self._changed.notify_all()
            return self._in_flight

    def _claim(self) -> Entry | None:
        try:
            return next(self._spool.take(passing=self._passed_over), None) if self._spool else None
        except OSError as error:
            self._account.trouble = f'the spool cannot be read: {error}'
            return None

    def _record(self, request: Request, answer: Answer) -> None:
        self._answers += 1
        is_passed_over = self._claimed is not None and answer.is_of_unknown_run
        if answer.kind == 'later' and not is_passed_over:
            self._down_until = self._clock.now() + min(answer.retry_after or self._retry_seconds, _LAST_RETRY_SECONDS)
            self._retry_seconds = min(2 * self._retry_seconds, _LAST_RETRY_SECONDS)
            self._account.trouble = answer.reason
        else:
            self._down_until, self._retry_seconds = None, _FIRST_RETRY_SECONDS
        if self._in_flight is not request:
            # The run has ended, and has spooled it or put it back: the collector bears it twice.
            return
        claimed, self._claimed, self._in_flight = self._claimed, None, None
        if answer.kind == 'later':
            if claimed and is_passed_over:
                # A run whose start is lost must not delay the others.
                self._passed_over.add(claimed.name)
            # With another token nothing else would be taken either: everything is kept until the token is right.
            self._is_shut_out = answer.is_unauthorised
            self._return(request, claimed)
        elif claimed and self._spool:
            with suppress(OSError):
                self._spool.done(claimed)
        if answer.kind == 'refused':
            self._account.refusals[answer.reason] += 1

    def _return(self, request: Request, claimed: Entry | None) -> None:
        if claimed and self._spool:
            with suppress(OSError):
                self._spool.put_back(claimed)
        else:
            self._outbox.put_back(request)
