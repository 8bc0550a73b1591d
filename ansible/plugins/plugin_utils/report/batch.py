"""The hosts that a play goes through, and those that Ansible ended early because of others: it counts nothing for those.

`ansible_play_hosts_all`, `ansible_play_batch` and `ansible_play_hosts` are documented variables; a play's variable manager gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleError
from ansible.template import Templar

from . import tasks
from .host import Counts
from .run import Run

# These let every host go on by itself; all others go in step.
_FREE_STRATEGIES = ('free', 'host_pinned')


def _variables(play: Any) -> Mapping[str, Any]:
    return play.get_variable_manager().get_vars(play=play)


def _names(play: Any, variable: str) -> list[str]:
    return [str(name) for name in _variables(play).get(variable, ())]


def _batch_names(play: Any) -> list[str]:
    """The hosts of the batch. Ansible counts its own `localhost`, which no inventory has, to the play and to no batch."""
    variables = _variables(play)
    implicit = [name for name in variables.get('ansible_play_hosts_all', ()) if name not in variables.get('groups', {}).get('all', ())]
    return [str(name) for name in [*variables.get('ansible_play_batch', ()), *implicit]]


def _matching(play: Any) -> list[str]:
    """The hosts of a play that has not begun, as far as can be known."""
    manager = play.get_variable_manager()
    pattern = Templar(loader=play.get_loader(), variables=manager.get_vars(play=play)).template(play.hosts)
    return [str(host.name) for host in manager._inventory.get_hosts(pattern)]


class Batch:
    """The play, and of a `serial` play the batch, that is going on."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._play: Any = None
        self._begun_plays: set[str] = set()
        self._owing_plays: dict[str, bool] = {}
        self._owed_by: dict[str, Any] = {}
        """The play that has the role, by host: the one that the host is in, or the first that it will come to."""
        self._hosts: list[str] = []
        self._not_reached: set[str] = set()
        self._ended_on_purpose: set[str] = set()
        self._may_have_ended = False

    def foresee(self, playbook: Any) -> None:
        """A host that fails in one play has missed the release of a later one."""
        plays = playbook.get_plays()
        for play in plays if len(plays) > 1 else ():
            self._owe(play, lambda play=play: _matching(play))

    def begin(self, play: Any, counts_before: Mapping[str, Counts]) -> None:
        """A play, or the next batch of it."""
        is_new = play._uuid not in self._begun_plays
        self._begun_plays.add(play._uuid)
        self._play = play
        self._ended_on_purpose = set()
        self._may_have_ended = False
        everyone = _names(play, 'ansible_play_hosts_all')
        self._run.expect(everyone, counts_before)
        if is_new:
            self._owe(play, lambda: everyone)
        self._hosts = _batch_names(play)
        self._not_reached |= set(everyone if is_new else ())
        self._not_reached -= set(self._hosts)

    def _owe(self, play: Any, hosts: Callable[[], list[str]]) -> None:
        try:
            if play._uuid not in self._owing_plays:
                self._owing_plays[play._uuid] = tasks.owes_result(play)
            if self._owing_plays[play._uuid]:
                names = hosts()
                self._run.owe(names)
                for name in names:
                    if name not in self._owed_by or play is self._play and not self._run.has_failed(name):
                        self._owed_by[name] = play
        except (AnsibleError, AttributeError):
            # The result that is owed shows when the role begins.
            pass

    def owed_name(self, host: str) -> str | None:
        """The name of the release that a play has the role update on a host, from the host's variables."""
        play = self._owed_by.get(host)
        if play is None:
            return None
        manager = play.get_variable_manager()
        try:
            variables = manager.get_vars(play=play, host=manager._inventory.get_host(host), include_hostvars=False)
            name = Templar(loader=play.get_loader(), variables=variables).template(variables.get('release_name'))
        except (AnsibleError, AttributeError):
            # A name from the role's own variables stays unknown.
            return None
        return str(name) if name else None

    def task_starts(self, task: Any) -> None:
        self._note_ended()
        self._may_have_ended = tasks.ends_hosts(task)

    def _note_ended(self) -> None:
        """After a `meta: end_…` Ansible counts the hosts that it ended no longer to the play, as it does with failed ones."""
        if self._may_have_ended:
            self._may_have_ended = False
            self._ended_on_purpose |= set(self._hosts) - set(_names(self._play, 'ansible_play_hosts'))

    def is_ended_by(self, task: Any, fields: Mapping[str, Any]) -> bool:
        """Whether the task's failure on one host ends the others, too: if hosts go in step and it says so. They may still go through a
        `rescue`."""
        return self._play.strategy.rpartition('.')[2] not in _FREE_STRATEGIES and tasks.stops_others(task, fields)

    def stops(self) -> None:
        """No host goes on, except to the tasks of an `always`."""
        self._note_ended()
        self._cut(name for name in self._hosts if name not in self._ended_on_purpose)

    def playbook_ends(self, playbook: Any) -> None:
        """Batches and plays that were never begun were owed to their hosts."""
        self._cut(self._not_reached)
        for play in playbook.get_plays():
            if play._uuid in self._begun_plays:
                continue
            try:
                hosts = _names(play, 'ansible_play_hosts_all')
            except AnsibleError:
                # Its variables are unavailable, and so the play would have failed.
                continue
            known = set(self._run.hosts)
            self._cut(name for name in hosts if name in known or not _is_template(play.hosts))

    def _cut(self, names: Any) -> None:
        self._run.cut(name for name in list(names) if not self._run.has_failed(name))


def _is_template(pattern: Any) -> bool:
    """Whether the hosts are known only when the play begins."""
    return any('{{' in str(part) or '{%' in str(part) for part in ([pattern] if isinstance(pattern, str) else pattern))
