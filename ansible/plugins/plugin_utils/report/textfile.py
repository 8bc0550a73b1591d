"""The outcomes as metrics for node_exporter's textfile collector, under the collector's own names.

One file has the state of every host: a run of some hosts leaves the others' lines unchanged, except hosts that no run has had
for more than a year.
"""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .release import OUTCOMES, SUCCESSES

_OUTCOME = 'mimamori_update_last_outcome'
_SUCCESS = 'mimamori_update_last_success_timestamp_seconds'
_RUN = 'mimamori_update_last_run_timestamp_seconds'
_DURATION = 'mimamori_update_last_duration_seconds'
_FAMILIES = {
    _OUTCOME: 'How the last update of a release ended on a host: 1 for the outcome that holds, else 0.',
    _SUCCESS: 'When a release was last updated on a host, or found to be up to date, in seconds since 1970.',
    _RUN: 'When the last update of a release ended on a host, in seconds since 1970.',
    _DURATION: 'How long the last update of a release took on a host.',
}
FORGET_SECONDS = 400 * 86_400.0
"""After this long without a run a host counts as gone. More than a year: some fleets are updated once a year."""
_LINE = re.compile(
    r'(?P<name>[a-z_]+)\{device="(?P<device>(?:[^"\\]|\\.)*)"(?:,release="(?P<release>(?:[^"\\]|\\.)*)")?'
    r'(?:,outcome="(?P<outcome>[a-z_]+)")?\} (?P<value>\S+)'
)
_Key = tuple[str, str]
"""A host, and a release's name."""


@dataclass(frozen=True)
class Ended:
    """The outcome of a release on a host: when, in seconds since 1970, and how long it took."""

    host: str
    outcome: str
    at: float
    duration: float
    release: str = ''
    """Its name; empty for one that has none, and then there is no such label."""


@dataclass
class _Known:
    outcome: str | None = None
    success: float | None = None
    run: float | None = None
    duration: float | None = None


def _escape(text: str) -> str:
    return text.replace('\\', '\\\\').replace('\n', '\\n').replace('"', '\\"')


def _unescape(text: str) -> str:
    return re.sub(r'\\(.)', lambda match: '\n' if match[1] == 'n' else match[1], text)


def _read(text: str) -> dict[_Key, _Known]:
    known: dict[_Key, _Known] = {}
    for match in filter(None, map(_LINE.fullmatch, text.split('\n'))):
        try:
            value = float(match['value'])
        except ValueError:
            # Somebody's hand, or half a line.
            continue
        release = known.setdefault((_unescape(match['device']), _unescape(match['release'] or '')), _Known())
        if match['name'] == _OUTCOME and value == 1:
            release.outcome = match['outcome']
        elif match['name'] == _SUCCESS:
            release.success = value
        elif match['name'] == _RUN:
            release.run = value
        elif match['name'] == _DURATION:
            release.duration = value
    return known


def _samples(name: str, key: _Key, known: _Known) -> Iterable[str]:
    device, release = key
    label = f'device="{_escape(device)}"' + (f',release="{_escape(release)}"' if release else '')
    if name == _OUTCOME:
        return [f'{name}{{{label},outcome="{outcome}"}} {int(outcome == known.outcome)}' for outcome in OUTCOMES] if known.outcome else []
    value = {_SUCCESS: known.success, _RUN: known.run, _DURATION: known.duration}[name]
    return [] if value is None else [f'{name}{{{label}}} {value!r}']


def render(before: str, ended: Iterable[Ended]) -> str:
    """The page after these hosts ended, given the page before."""
    known = _read(before)
    ended = list(ended)
    oldest = max((host.at for host in ended), default=0.0) - FORGET_SECONDS
    known = {key: release for key, release in known.items() if release.run is None or release.run >= oldest}
    for host in ended:
        release = known.setdefault((host.host, host.release), _Known())
        release.outcome, release.run, release.duration = host.outcome, host.at, host.duration
        if host.outcome in SUCCESSES:
            release.success = host.at
    lines: list[str] = []
    for name, description in _FAMILIES.items():
        samples = [sample for key in sorted(known) for sample in _samples(name, key, known[key])]
        if samples:
            lines += [f'# HELP {name} {description}', f'# TYPE {name} gauge', *samples]
    return ''.join(f'{line}\n' for line in lines)


@contextmanager
def _one_at_a_time(directory: str) -> Iterator[None]:
    """Two runs that end at once would lose each other's lines. A lock that stays taken for long is not waited for."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for _ in range(10):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.005)
        yield
    finally:
        os.close(descriptor)


def update(path: str, ended: Iterable[Ended]) -> None:
    """Replaces the file at once: a scrape sees the page before or the page after. @throws OSError"""
    directory = os.path.dirname(path) or '.'
    with _one_at_a_time(directory):
        try:
            with open(path, encoding='utf-8', errors='replace') as file:
                before = file.read()
        except FileNotFoundError:
            before = ''
        # node_exporter reads `*.prom` only.
        descriptor, temporary = tempfile.mkstemp(prefix='.mimamori-', suffix='.new', dir=directory)
        try:
            with os.fdopen(descriptor, 'w', encoding='utf-8') as file:
                file.write(render(before, ended))
            os.chmod(temporary, 0o644)
            os.rename(temporary, path)
        except (OSError, ValueError):
            os.unlink(temporary)
            raise
