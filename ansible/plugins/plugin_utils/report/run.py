"""The events of a run, and the reports about it. No clock, no file, no network, and no Ansible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import messages
from .host import changes_state, Counts, Failure, Host, HostResult
from .release import ReleaseResult


@dataclass(frozen=True)
class Timestamp:
    """Now, by both clocks, in seconds: `wall` since 1970, `monotonic` since anything."""

    wall: float
    monotonic: float


@dataclass(frozen=True)
class TaskResult:
    """The result of one task for one host of the inventory, whichever host it was delegated to."""

    kind: str
    """`ok`, `failed`, `unreachable` or `skipped`."""
    step: str
    is_ignored: bool = False
    has_changed: bool = False
    """Really: not so in check mode."""
    message: str = ''
    releases: Sequence[ReleaseResult] = ()
    is_of_update: bool = False
    """The task is the role release's, at work on a revision."""
    begun_release: str | None = None
    """The name of the release that a role begins with."""
    is_fatal: bool = False
    """Its failure ends the play for all."""
    may_be_rescued: bool = False
    """A block around the task has a `rescue` that runs now."""
    is_last: bool = True
    """No `rescue` and no `always` can follow."""


class Run:
    """One playbook's run. Every method gives the host items that are to be reported now."""

    def __init__(
        self, attempt: int = 1, secrets: Callable[[], Iterable[str]] = tuple, owed_name: Callable[[str], str | None] = lambda _: None
    ) -> None:
        """`owed_name` gives the name of the release that a host is owed, if it can be known; it is asked if no role has begun."""
        self._attempt = attempt
        self._owed_name = owed_name
        self._secrets = secrets
        self._hosts: dict[str, Host] = {}
        self._owed: set[str] = set()

    @property
    def hosts(self) -> list[str]:
        return list(self._hosts)

    @property
    def outcomes(self) -> dict[str, str | None]:
        """The outcomes of hosts that are owed one; None while there is none."""
        return {host.name: host.reported and host.reported.get('outcome') for host in self._hosts.values()}

    def expect(self, names: Iterable[str], counts_before: Mapping[str, Counts] | None = None) -> None:
        """These hosts are owed an outcome."""
        for name in names:
            if name not in self._hosts:
                self._hosts[name] = Host(name, is_owed=name in self._owed, counts_before=(counts_before or {}).get(name, Counts()))

    def owe(self, names: Iterable[str]) -> None:
        """A play of these hosts has the role release."""
        self._owed.update(names)
        for host in self._hosts.values():
            host.is_owed = host.name in self._owed

    def cut(self, names: Iterable[str]) -> None:
        """Ansible goes no further with these, because of other hosts."""
        self.expect(names := list(names))
        for name in names:
            self._hosts[name].is_cut = True

    def has_failed(self, name: str) -> bool:
        host = self._hosts.get(name)
        return host is not None and (host.failure is not None or host.unreachable is not None)

    def begin(self, name: str, step: str, now: Timestamp) -> list[messages.Item]:
        """A host starts a task; reported at each new name."""
        self.expect([name])
        host = self._hosts[name]
        if host.started is None:
            host.started = now.monotonic
        if step == host.step:
            return []
        host.step = step
        return self._if_news(host, messages.under_way(
            host=name, wall=now.wall, attempt=self._attempt, step=step, is_update=host.is_about_update, secrets=self._secrets()
        ))

    def result(self, name: str, result: TaskResult, now: Timestamp) -> list[messages.Item]:
        """A host ends a task. Its outcome is reported at once if nothing can change it."""
        self.expect([name])
        host = self._hosts[name]
        if host.started is None:
            host.started = now.monotonic
        host.latest = now.monotonic
        host.real_changes += result.has_changed
        host.has_begun_release |= result.is_of_update and result.kind != 'skipped'
        if result.begun_release:
            host.begin_release(result.begun_release)
        for release in result.releases:
            host.learn(release)
        failure = Failure(result.step, result.message)
        host.has_answered |= result.kind in ('ok', 'failed')
        if result.is_ignored:
            host.overlooked = host.overlooked or failure
            if result.kind == 'unreachable':
                host.missed = host.missed or failure
            return []
        if result.kind == 'unreachable':
            host.unreachable = host.unreachable or failure
            return self._end(host, host.result(Counts(unreachable=1)), None, now)
        if result.kind == 'failed':
            host.is_fatal |= result.is_fatal
            host.fail(failure, may_be_rescued=result.may_be_rescued and not result.is_fatal)
            return [] if not result.is_last else self._end(host, host.result(Counts(failures=1)), None, now)
        if result.releases and host.release is not None and host.release.is_final:
            return self._end(host, host.result(Counts(ok=1)), None, now)
        return []

    def finish(self, counts_of: Callable[[str], Mapping[str, int]], now: Timestamp) -> list[messages.Item]:
        """The playbook is over: hosts without an outcome get it from Ansible's own counts."""
        items: list[messages.Item] = []
        for host in self._hosts.values():
            counts = Counts.between(host.counts_before, counts_of(host.name))
            host_result = host.result(counts)
            items += self._end(host, host_result, counts, now)
        return items

    def _end(self, host: Host, result: HostResult, counts: Counts | None, now: Timestamp) -> list[messages.Item]:
        releases = host.release_results(result, lambda: self._owed_name(host.name))
        return self._if_news(host, messages.finished(
            host, result, counts, releases=releases, wall=now.wall, duration=host.duration, attempt=self._attempt, secrets=self._secrets()
        ))

    def _if_news(self, host: Host, item: messages.Item) -> list[messages.Item]:
        """Only news: a host has ended once, and again only if its success turned out to be none."""
        if not changes_state(host.reported, item):
            return []
        host.reported = item
        return [item]
