"""Passes a run's items to the events file, the collector and the textfile, as configured.

What cannot be written is reported once and never ends a run. The events file has every host's items as they happen, one JSON a line: the
update runner reads it, and delivers it to the collector.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from . import messages, textfile
from .release import SUCCESSES
from .run import Run, Timestamp
from .sender import Sender

MOST_UNDER_WAY = 500
"""The limit for one host; a playbook with more tasks than this shows no further steps."""


class EventsFile:
    """Appended by one write each, so that a reader never sees half a line of a short item, and several runs can share a file."""

    def __init__(self, path: str) -> None:
        """@throws OSError"""
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        self._under_way: Counter[str] = Counter()

    def write(self, items: list[messages.Item]) -> None:
        """@throws OSError"""
        for item in items:
            if item['state'] == 'under_way':
                self._under_way[item['host']] += 1
                if self._under_way[item['host']] > MOST_UNDER_WAY:
                    continue
            line = json.dumps(item, ensure_ascii=False, separators=(',', ':')).encode() + b'\n'
            while line:
                line = line[os.write(self._descriptor, line):]


class Reporter:
    """One for each playbook."""

    def __init__(
        self, *, run: Run, run_id: str, is_own_run: bool, sender: Sender | None, events: EventsFile | None,
        textfile_path: str | None, warn: Callable[[str], None],
    ) -> None:
        self._run = run
        self._run_id = run_id
        self._is_own_run = is_own_run
        self._sender = sender
        self._events = events
        self._textfile_path = textfile_path
        self._warn = warn
        self._ended: dict[tuple[str, str], textfile.Ended] = {}
        self._has_started = False

    def start(self, playbook: str, by: str | None, now: Timestamp) -> None:
        """With the hosts that are known by now."""
        if self._has_started:
            return
        self._has_started = True
        if self._sender and self._is_own_run:
            start = messages.start(run=self._run_id, wall=now.wall, playbook=playbook, by=by, hosts=self._run.hosts)
            self._sender.post('/api/updates', start)

    def report(self, items: list[messages.Item]) -> None:
        if not items:
            return
        # A withdrawn success is replaced: it was none. A release that was left out keeps its outcome.
        finished = [item for item in items if item['state'] == 'finished' and item.get('update')]
        self._ended |= {(ended.host, ended.release): ended for item in finished for ended in _ended(item)}
        if self._events:
            try:
                self._events.write(items)
            except OSError as error:
                self._warn(f'the events file cannot be written: {error}')
                self._events = None
        if self._sender:
            self._sender.send_items(f'/api/updates/{self._run_id}/hosts', items)

    def end(self, now: Timestamp, *, is_whole: bool = True) -> None:
        """The run is over, or has been abandoned if it is not whole; waits only as long as the sender's timeout."""
        if self._textfile_path:
            try:
                textfile.update(self._textfile_path, self._ended.values())
            except (OSError, ValueError) as error:
                self._warn(f'the textfile cannot be written: {error}')
        if not self._sender:
            return
        if self._is_own_run and self._has_started:
            outcome, message = outcome_of(self._run.outcomes) if is_whole else ('interrupted', 'Ansible ended before its recap')
            self._sender.post(f'/api/updates/{self._run_id}/end', messages.end(wall=now.wall, outcome=outcome, message=message))
        account = self._sender.settle()
        for reason, count in account.refusals.items():
            self._warn(f'the collector refused {count} request{"s" if count > 1 else ""}, which it will not get again: {reason}')
        if account.spooled:
            why = account.trouble or 'no answer yet'
            self._warn(f'not everything could be reported to the collector ({why}): kept in the spool for the next run')
        elif account.trouble and account.lost:
            self._warn(account.trouble)
        if account.lost:
            self._warn(f'{account.lost} request{"s" if account.lost > 1 else ""} for the collector could not be kept and are lost')


def _ended(item: messages.Item) -> list[textfile.Ended]:
    """The outcome of each release of a host, or of one without a name."""
    at = datetime.fromisoformat(item['at']).timestamp()
    releases = item.get('releases') or [{'name': '', 'outcome': item['outcome']}]
    seconds = item['durationSeconds']
    return [textfile.Ended(item['host'], one['outcome'], at, seconds, one['name']) for one in releases if one['outcome'] != 'skipped']


def outcome_of(outcomes: dict[str, str | None]) -> tuple[str, str | None]:
    """The run's own: `succeeded` only if there are hosts, and every one has succeeded."""
    if not outcomes:
        return 'failed', 'no host matched'
    others = [outcome or 'no outcome' for outcome in outcomes.values() if outcome not in SUCCESSES]
    if not others:
        return 'succeeded', None
    return 'failed', ', '.join(f'{others.count(outcome)} {outcome.replace("_", " ")}' for outcome in sorted(set(others)))
