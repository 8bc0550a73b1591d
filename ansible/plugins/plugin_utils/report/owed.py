"""Which tasks are the role `release`'s, and which plays owe their hosts its result.

`_role`, `_role_name` and `_from_files` are not documented; where they are missing nothing is owed, and a result counts where it is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ROLE = 'mimamori.fleet.release'
_UPDATES = ('main', 'rollback')
"""Its entries that change which revision runs, and say what has become of it."""
_ADDED = ('validate_argument_spec', 'meta')


def _entry(from_files: object) -> str:
    name = str(from_files.get('tasks') or 'main') if isinstance(from_files, Mapping) else 'main'
    return name[:-4] if name.endswith('.yml') else name


def release_entry(task: Any) -> str | None:
    """The entry of the role that the task belongs to, such as `main` or `health`; nothing for a task of anything else."""
    role = getattr(task, '_role', None)
    return _entry(getattr(role, '_from_files', None)) if role is not None and role.get_name() == ROLE else None


def is_of_update(task: Any) -> bool:
    """
    A task of the role at work on a release's revision, whatever has included it. Those that Ansible adds to a role are none: they run
    whatever the tags leave of it.
    """
    return release_entry(task) in _UPDATES and str(task.action).rpartition('.')[2] not in _ADDED


def is_about_update(task: Any) -> bool:
    """What the task says of a release is about which revision runs: that of the role's other entries, which restart one or look at it, is not."""
    return release_entry(task) is None or is_of_update(task)


def _includes_update(task: Any) -> bool:
    return getattr(task, '_role_name', None) == ROLE and _entry(getattr(task, '_from_files', None)) in _UPDATES


def _tasks(play: Any) -> Iterator[Any]:
    """Those that its tags leave."""
    variables = play.get_variable_manager().get_vars(play=play)
    for block in play.compile():
        yield from block.filter_tagged_tasks(variables).get_tasks()


def owes_result(play: Any) -> bool:
    """The play, as it is written, has the role update a release: its hosts are owed a result, whatever keeps it from coming."""
    return any(is_of_update(task) or _includes_update(task) for task in _tasks(play))
