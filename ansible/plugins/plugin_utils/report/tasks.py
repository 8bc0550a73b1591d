"""Reads a task of Ansible's: whether it is the role `release`'s, and which plays owe their hosts its result.

The objects are read, never changed. `_role`, `_role_name` and `_from_files` are not documented; if they are missing nothing is owed,
and a result counts if it is set. `_parent` and `_uuid` are not documented either, but every version from 2.0 on has them; without
them a failure counts as one that may still be rescued, and Ansible's own counts decide at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ROLE = 'mimamori.fleet.release'
_UPDATES = ('main', 'rollback')
"""Its entries that change which revision runs, and report their outcome."""
_ADDED = ('validate_argument_spec', 'meta')
_ONCE_FOR_ALL = frozenset(('add_host', 'pause'))
"""Actions that run once for all hosts of a batch (`BYPASS_HOST_LOOP`)."""
_END_META = frozenset(('end_host', 'end_batch', 'end_play'))


def _entry(from_files: object) -> str:
    name = str(from_files.get('tasks') or 'main') if isinstance(from_files, Mapping) else 'main'
    return name[:-4] if name.endswith('.yml') else name


def release_entry(task: Any) -> str | None:
    """The entry of the role that the task belongs to, such as `main` or `health`; nothing for a task of anything else."""
    role = getattr(task, '_role', None)
    return _entry(getattr(role, '_from_files', None)) if role is not None and role.get_name() == ROLE else None


def is_of_update(task: Any) -> bool:
    """
    A task of the role at work on a release's revision, however it was included. Tasks that Ansible adds to a role are none: they run
    whatever the tags leave of it.
    """
    return release_entry(task) in _UPDATES and str(task.action).rpartition('.')[2] not in _ADDED


def is_about_update(task: Any) -> bool:
    """Whether the task's result is about which revision runs: the result of the role's other entries, which restart or inspect one, is
    not."""
    return release_entry(task) is None or is_of_update(task)


def _includes_update(task: Any) -> bool:
    return getattr(task, '_role_name', None) == ROLE and _entry(getattr(task, '_from_files', None)) in _UPDATES


def _tasks(play: Any) -> Iterator[Any]:
    """The tasks that its tags leave."""
    variables = play.get_variable_manager().get_vars(play=play)
    for block in play.compile():
        yield from block.filter_tagged_tasks(variables).get_tasks()


def owes_result(play: Any) -> bool:
    """The play, as it is written, has the role update a release: its hosts are owed a result, whatever keeps it from coming."""
    return any(is_of_update(task) or _includes_update(task) for task in _tasks(play))


def step_of(task: Any, fields: Mapping[str, Any] | None = None) -> str:
    """The task's name with its role's, as Ansible prints it; `fields` are of a result, with variables in the name resolved."""
    name = str((fields or {}).get('name') or '')
    role = getattr(task, '_role', None)
    if name and role and ' : ' not in name:
        return f'{role.get_name()} : {name}'
    return name or str(task.get_name())


def has_no_log(task: Any, fields: Mapping[str, Any]) -> bool:
    """Anything but a plain False hides."""
    return fields.get('no_log', task.no_log) not in (None, False)


def is_in_check_mode(fields: Mapping[str, Any]) -> bool:
    return bool(fields.get('check_mode'))


def ends_hosts(task: Any) -> bool:
    """A `meta` that ends hosts on purpose."""
    arguments = getattr(task, 'args', None)
    is_meta = getattr(task, 'action', None) in ('meta', 'ansible.builtin.meta')
    return is_meta and isinstance(arguments, Mapping) and arguments.get('_raw_params') in _END_META


def is_fatal(task: Any, fields: Mapping[str, Any]) -> bool:
    """Its failure is every host's, even if a `rescue` follows."""
    return bool(fields.get('any_errors_fatal', task.any_errors_fatal))


def stops_others(task: Any, fields: Mapping[str, Any]) -> bool:
    """Its failure ends every host of the batch: a strategy that goes in step does so for these."""
    return str(task.action).rpartition('.')[2] in _ONCE_FOR_ALL or is_fatal(task, fields) or bool(fields.get('run_once', task.run_once))


def _enclosing_blocks(task: Any) -> Iterator[tuple[Any, str]]:
    """Every block around the task, innermost first, with the part of it that the task is in: `block`, `rescue` or `always`."""
    child, parent = task, task._parent
    while parent is not None:
        if hasattr(parent, 'rescue'):
            def has_child(part: str, parent: Any = parent, child: Any = child) -> bool:
                return any(member._uuid == child._uuid for member in getattr(parent, part))

            part = next(filter(has_child, ('rescue', 'always')), 'block')
            yield parent, part
            child = parent
        elif hasattr(parent, '_uuid'):
            # An include: its tasks are in the same part of the block as the include itself.
            child = parent
        parent = getattr(parent, '_parent', None)


def may_be_rescued(task: Any) -> bool:
    """Some block around it has a `rescue` that runs when it fails."""
    try:
        return any(part == 'block' and block.rescue for block, part in _enclosing_blocks(task))
    except AttributeError:
        return True


def is_last_when_failed(task: Any) -> bool:
    """Nothing more runs on its host when it fails: no `rescue`, no `always`."""
    try:
        return not any(part == 'block' and block.rescue or part != 'always' and block.always for block, part in _enclosing_blocks(task))
    except AttributeError:
        return False
