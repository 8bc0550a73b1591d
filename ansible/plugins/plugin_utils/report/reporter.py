"""Takes a run's items where they are wanted: the events file, the collector, the textfile. What cannot be written is reported once and never ends a run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from . import messages, textfile
from .events_file import EventsFile
from .messages import Item
from .release import SUCCESSES
from .run import Moment, Run
from .sender import Sender


class Reporter:
    """One for each playbook."""

    def __init__(self, *, run: Run, run_id: str, is_own_run: bool, sender: Sender | None, events: EventsFile | None, textfile_path: str | None, warn: Callable[[str], None]) -> None:
        self._run = run
        self._run_id = run_id
        self._is_own_run = is_own_run
        self._sender = sender
        self._events = events
        self._textfile_path = textfile_path
        self._warn = warn
        self._ended: dict[tuple[str, str], textfile.Ended] = {}
        self._has_started = False

    def start(self, playbook: str, by: str | None, now: Moment) -> None:
        """With the hosts that are known by now."""
        if self._has_started:
            return
        self._has_started = True
        if self._sender and self._is_own_run:
            self._sender.post('/api/updates', messages.start(run=self._run_id, wall=now.wall, playbook=playbook, by=by, hosts=self._run.hosts))

    def report(self, items: list[Item]) -> None:
        if not items:
            return
        # What takes a success back takes its place: it was none. A release that was left out keeps what it had.
        self._ended |= {(ended.host, ended.release): ended for item in items if item['state'] == 'finished' and item.get('update') for ended in _ended(item)}
        if self._events:
            try:
                self._events.write(items)
            except OSError as error:
                self._warn(f'the events file cannot be written: {error}')
                self._events = None
        if self._sender:
            self._sender.send_items(f'/api/updates/{self._run_id}/hosts', items)

    def end(self, now: Moment, *, is_whole: bool = True) -> None:
        """The run is over, or has come to nothing where it is not whole; waits only as long as the sender's timeout."""
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
            self._warn(f'not everything could be reported to the collector ({account.trouble or "no answer yet"}): kept in the spool for the next run')
        elif account.trouble and account.lost:
            self._warn(account.trouble)
        if account.lost:
            self._warn(f'{account.lost} request{"s" if account.lost > 1 else ""} for the collector could not be kept and are lost')


def _ended(item: Item) -> list[textfile.Ended]:
    """What has become of each release of a host, or of one without a name."""
    at = datetime.fromisoformat(item['at']).timestamp()
    releases = item.get('releases') or [{'name': '', 'outcome': item['outcome']}]
    return [textfile.Ended(item['host'], one['outcome'], at, item['durationSeconds'], one['name']) for one in releases if one['outcome'] != 'skipped']


def outcome_of(outcomes: dict[str, str | None]) -> tuple[str, str | None]:
    """The run's own: `succeeded` only where there are hosts, and every one has succeeded."""
    if not outcomes:
        return 'failed', 'no host matched'
    others = [outcome or 'no outcome' for outcome in outcomes.values() if outcome not in SUCCESSES]
    if not others:
        return 'succeeded', None
    return 'failed', ', '.join(f'{others.count(outcome)} {outcome.replace("_", " ")}' for outcome in sorted(set(others)))
