"""One host of a run, and how it ended.

The state of a host after an item follows the rule of collector and runner (collector/contract/src/host-state.ts), for items sent from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .causes import is_of_device, refusal_of_key
from .release import combined, of_each_release, ReleaseResult, SUCCESSES

_FAILURES = ('failed', 'rolled_back', 'unreachable')
PREFLIGHT = 'preflight'
CUT_MESSAGE = 'stopped before the end, because of failures on other hosts'
NO_RESULT_MESSAGE = 'the role release gave no result for this host'


def changes_state(before: Mapping[str, Any] | None, item: Mapping[str, Any]) -> bool:
    """Whether an item replaces the present one. A later attempt replaces an earlier, never the other way round."""
    if before is None or item['attempt'] != before['attempt']:
        return before is None or item['attempt'] > before['attempt']
    if before['state'] == 'finished':
        return item['state'] == 'finished' and _overrules(item, before)
    if item['state'] == 'finished':
        return True
    return datetime.fromisoformat(item['at']) >= datetime.fromisoformat(before['at']) and item.get('step') != before.get('step')


def _overrules(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """A host's own report overrules a presumed one; else the first outcome stays, unless a success turned out to be
    none, or a further release has an outcome, too."""
    if now.get('presumed') != before.get('presumed'):
        return 'presumed' in before
    if before['outcome'] in SUCCESSES:
        return now['outcome'] in _FAILURES or now['outcome'] in SUCCESSES and _names_more(now, before)
    return now['outcome'] in _FAILURES and _names_more(now, before)


def _names_more(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    return not {one['name'] for one in now.get('releases', ())} <= {one['name'] for one in before.get('releases', ())}


@dataclass(frozen=True)
class Failure:
    """The task that failed, and its message."""

    step: str
    message: str


@dataclass(frozen=True)
class Counts:
    """Ansible's own counts of a host's tasks, as its recap prints them."""

    ok: int = 0
    changed: int = 0
    failures: int = 0
    unreachable: int = 0
    skipped: int = 0
    rescued: int = 0
    ignored: int = 0

    @classmethod
    def between(cls, before: Counts, now: Mapping[str, int]) -> Counts:
        """The difference; Ansible counts on when it is given several playbooks."""
        return cls(**{name: now.get(name, 0) - getattr(before, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class HostResult:
    """An outcome with its reason."""

    outcome: str
    failure: Failure | None = None


@dataclass
class Host:
    """The state of a host so far."""

    name: str
    started: float | None = None
    """When its first task began, and when its latest ended, by the monotonic clock."""
    latest: float | None = None
    step: str | None = None
    releases: list[ReleaseResult] = field(default_factory=list)
    release_at_hand: str | None = None
    """The name of the release that a role has begun last."""
    is_owed: bool = False
    """A play that it is in has the role release."""
    has_begun_release: bool = False
    awaits_result: bool = False
    """The role has begun, and not reported its outcome yet."""
    failure: Failure | None = None
    unreachable: Failure | None = None
    overlooked: Failure | None = None
    """The first that the playbook ignores; it explains why a result is missing."""
    missed: Failure | None = None
    """The first time that it could not be reached and the playbook ignores that."""
    has_answered: bool = False
    is_fatal: bool = False
    """A failure of it ended the play for all: a rescue makes no success of that."""
    real_changes: int = 0
    is_cut: bool = False
    reported: Mapping[str, Any] | None = None
    """The valid one of the reported items."""
    counts_before: Counts = field(default_factory=Counts)

    @property
    def duration(self) -> float:
        """Seconds from its first task's start to its latest task's end."""
        return 0.0 if self.started is None or self.latest is None else self.latest - self.started

    @property
    def release(self) -> ReleaseResult | None:
        return combined(self.releases)

    def begin_release(self, name: str) -> None:
        self.has_begun_release = True
        self.awaits_result = True
        self.release_at_hand = name

    def learn(self, release: ReleaseResult) -> None:
        self.releases.append(release)
        self.awaits_result = False
        self.release_at_hand = release.name or self.release_at_hand

    @property
    def is_about_update(self) -> bool:
        """Whether its items say anything about releases."""
        return self.is_owed or self.has_begun_release or any(release.is_update for release in self.releases)

    def fail(self, failure: Failure, *, may_be_rescued: bool) -> None:
        """The first failure is the cause of later ones; one that may have been rescued gives way to the next."""
        if self.failure is None or self._failure_may_be_rescued:
            self.failure = failure
            self._failure_may_be_rescued = may_be_rescued

    _failure_may_be_rescued: bool = False

    def result(self, counts: Counts) -> HostResult:
        """The rules, in order. What cannot be proved a success is none."""
        release = self.release
        if release is not None and release.outcome not in SUCCESSES:
            said = self.failure or self.unreachable
            step, message = (said.step, said.message) if said else ('', '')
            return HostResult(release.outcome, Failure(release.step or step, release.message or message))
        if counts.unreachable > 0:
            return self._out_of_reach()
        if counts.failures > 0 or self.is_fatal:
            return HostResult('failed', self.failure)
        if self.is_cut:
            is_half_done = self.real_changes > 0 or release is not None
            return HostResult('failed' if is_half_done else 'skipped', Failure(self.step or '', CUT_MESSAGE))
        if self.missed and not self.has_answered:
            return HostResult('unreachable', self.missed)
        if self.awaits_result or self.is_owed and release is None:
            return self._without_result()
        if release is not None:
            return HostResult(release.outcome, Failure(release.step or '', release.message or '') if release.message else None)
        if counts.ok == 0:
            return HostResult('skipped')
        return HostResult('updated' if self.real_changes > 0 else 'unchanged')

    def release_results(self, result: HostResult, owed_name: Callable[[], str | None]) -> list[ReleaseResult]:
        """
        The outcome of each release that has a name. A result without one is about the release that the host was owed. If the host
        has not succeeded, though every result of a role says that it has, that is the outcome of the release at hand, or else of the one
        that it was owed.
        """
        results = (release if release.name else replace(release, name=owed_name()) for release in self.releases if release.is_update)
        known = [release for release in of_each_release(results) if release.name]
        if not self.is_about_update or result.outcome in SUCCESSES:
            return known
        is_explained = any(release.outcome not in SUCCESSES for release in known)
        name = None if is_explained and not self.awaits_result else self.release_at_hand or owed_name()
        if name is None:
            return known
        outcome = 'failed' if is_explained else result.outcome
        before = next((release for release in known if release.name == name), ReleaseResult(outcome, name=name))
        return [*(release for release in known if release is not before), replace(before, outcome=outcome)]

    def _without_result(self) -> HostResult:
        """It was owed one. Whatever else went well proves nothing."""
        said = self.failure or self.overlooked
        outcome = 'failed' if self.has_begun_release or self.awaits_result or said else 'skipped'
        return HostResult(outcome, said or Failure(self.step or '', NO_RESULT_MESSAGE))

    def _out_of_reach(self) -> HostResult:
        """Ansible's meaning of it: even if the host does answer, with a key that is not the one on record, or has no room for Ansible's
        program."""
        lost = self.unreachable
        refusal = refusal_of_key(lost.message) if lost else None
        if lost is not None and refusal is None and is_of_device(lost.message):
            refusal = lost.message
        if lost is None or refusal is None:
            return HostResult('unreachable', lost or self.failure)
        return HostResult('failed', Failure(PREFLIGHT if self.real_changes == 0 else lost.step, refusal))
