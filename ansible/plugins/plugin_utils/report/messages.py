"""The messages of the collector's contract (collector/contract/src/update-run.ts), as dictionaries for JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from ..redaction import redact, redact_lines
from .bounds import head, one_line, paragraph, without_controls
from .failure import MESSAGE_LIMIT
from .host import Counts, Host, HostResult
from .release import Journal, ReleaseResult

Item = Mapping[str, Any]
HOST_LIMIT = 253
HOSTS_LIMIT = 10_000
RELEASES_LIMIT = 16
RUN_ID = re.compile(r'\d{8}-\d{6}-[0-9a-f]{6}')


def timestamp(wall: float) -> str:
    """ISO 8601 in UTC with milliseconds, of seconds since 1970."""
    return datetime.fromtimestamp(wall, timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')


def new_run_id(wall: float, random: bytes) -> str:
    """`YYYYMMDD-HHMMSS-xxxxxx`; `random` is three bytes."""
    return f'{datetime.fromtimestamp(wall, timezone.utc):%Y%m%d-%H%M%S}-{random.hex()}'


def host_name(name: str) -> str:
    return one_line(name, HOST_LIMIT) or '?'


def start(*, run: str, wall: float, playbook: str, by: str | None, hosts: Iterable[str]) -> Item:
    """A run of our own begins."""
    names = list(dict.fromkeys(map(host_name, hosts)))[:HOSTS_LIMIT]
    return {
        'run': run, 'origin': 'callback', 'startedAt': timestamp(wall), 'playbook': one_line(playbook, 200),
        **({'by': one_line(by, 100)} if by else {}), 'hosts': names,
    }


def under_way(*, host: str, wall: float, attempt: int, step: str | None, is_update: bool = False, secrets: Iterable[str] = ()) -> Item:
    """A host is being worked on."""
    update = {'update': True} if is_update else {}
    named_step = {'step': one_line(redact(step, secrets), 200)} if step else {}
    return {'state': 'under_way', 'host': host_name(host), 'at': timestamp(wall), 'attempt': attempt, **update, **named_step}


def _journal(journal: Journal, secrets: Iterable[str]) -> Item:
    lines = [head(line, 2000) for line in redact_lines([without_controls(line) for line in journal.lines], secrets)]
    return {'unit': one_line(redact(journal.unit, secrets), 256), 'lines': lines}


def _tasks(counts: Counts) -> Item:
    return {
        'ok': counts.ok, 'changed': counts.changed, 'failed': counts.failures,
        'skipped': counts.skipped, 'rescued': counts.rescued, 'ignored': counts.ignored,
    }


def _release(release: ReleaseResult) -> Item:
    revisions = {'fromRevision': release.from_revision, 'toRevision': release.to_revision}
    known = {key: one_line(revision, 100) for key, revision in revisions.items() if revision}
    return {'name': one_line(release.name or '', 100), 'outcome': release.outcome, **known}


def finished(
    host: Host, result: HostResult, counts: Counts | None, *, releases: Sequence[ReleaseResult] = (),
    wall: float, duration: float, attempt: int, secrets: Iterable[str] = (),
) -> Item:
    """A host's outcome; the duration is in seconds. The counts are known once the playbook is over."""
    release, failure = host.release, result.failure
    optional = {
        'update': True if host.is_about_update else None,
        'releases': [_release(one) for one in releases[:RELEASES_LIMIT]] or None,
        'fromRevision': one_line(release.from_revision, 100) if release and release.from_revision else None,
        'toRevision': one_line(release.to_revision, 100) if release and release.to_revision else None,
        'step': one_line(redact(failure.step, secrets), 200) if failure and failure.step else None,
        'message': paragraph(redact(failure.message, secrets), MESSAGE_LIMIT) if failure and failure.message else None,
        'journal': _journal(release.journal, secrets) if release and release.journal else None,
        'tasks': _tasks(counts) if counts else None,
    }
    return {
        'state': 'finished',
        'host': host_name(host.name),
        'at': timestamp(wall),
        'attempt': attempt,
        'outcome': result.outcome,
        'durationSeconds': round(min(max(duration, 0.0), 1e7), 3),
        **{key: value for key, value in optional.items() if value is not None},
    }


def end(*, wall: float, outcome: str, message: str | None) -> Item:
    """The run is over."""
    return {'endedAt': timestamp(wall), 'outcome': outcome, **({'message': one_line(message, 500)} if message else {})}
