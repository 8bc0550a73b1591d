"""Which hosts a play goes through, and which ones Ansible ended early because of others: it counts nothing for those.

`ansible_play_hosts_all` and `ansible_play_hosts` are documented; a play's variable manager gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import tasks
from .host import Counts
from .run import Run


def _names(play: Any, variable: str) -> list[str]:
    """@throws AttributeError where this Ansible is another"""
    return [str(name) for name in play.get_variable_manager().get_vars(play=play).get(variable, ())]


class Batch:
    """The play, and of a `serial` play the batch, that is going on."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._play: Any = None
        self._plays: set[str] = set()
        self._hosts: list[str] = []
        self._not_reached: set[str] = set()
        self._ended_on_purpose: set[str] = set()
        self._may_have_ended = False

    def begin(self, play: Any, counts_before: Mapping[str, Counts]) -> None:
        """A play, or the next batch of it."""
        self._note_ended()
        is_new = play._uuid not in self._plays
        self._plays.add(play._uuid)
        self._play = play
        everyone = _names(play, 'ansible_play_hosts_all')
        self._run.expect(everyone, counts_before)
        self._hosts = _names(play, 'ansible_play_batch')
        self._not_reached = (self._not_reached | set(everyone) if is_new else self._not_reached) - set(self._hosts)
        self._ended_on_purpose = set()

    def task_starts(self, task: Any) -> None:
        self._note_ended()
        self._may_have_ended = tasks.ends_hosts(task)

    def _note_ended(self) -> None:
        if self._may_have_ended:
            self._may_have_ended = False
            left = set(_names(self._play, 'ansible_play_hosts'))
            self._ended_on_purpose |= {name for name in self._hosts if name not in left and not self._run.has_failed(name)}

    def has_failed(self, host: str, task: Any) -> None:
        """For good. Where the strategy goes in step and the task says so, that ends the others, too."""
        if self._play.strategy in ('linear', 'debug') and tasks.stops_others(task):
            self._cut_others()

    def stops(self) -> None:
        """No hosts remaining, says Ansible."""
        self._note_ended()
        self._cut_others()

    def _cut_others(self) -> None:
        self._run.cut(name for name in self._hosts if name not in self._ended_on_purpose and not self._run.has_failed(name))

    def playbook_ends(self, playbook: Any) -> None:
        """Plays and batches that were never begun were owed to their hosts."""
        self._run.cut(name for name in self._not_reached if not self._run.has_failed(name))
