"""What a task of Ansible's says about itself. The objects are read, never changed.

`_parent` and `_uuid` are not documented, but every version from 2.0 on has them; where they are missing, a failure counts as
one that may still be rescued, and Ansible's own counts decide at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_ONCE_FOR_ALL = frozenset(('add_host', 'pause'))
"""Actions that run once for all hosts of a batch (`BYPASS_HOST_LOOP`)."""
_END_META = frozenset(('end_host', 'end_batch', 'end_play'))


def step_of(task: Any, fields: Mapping[str, Any] | None = None) -> str:
    """The task's name with its role's, as Ansible prints it; `fields` are of a result, where variables in the name are resolved."""
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
    return getattr(task, 'action', None) in ('meta', 'ansible.builtin.meta') and isinstance(arguments, Mapping) and arguments.get('_raw_params') in _END_META


def is_fatal(task: Any, fields: Mapping[str, Any]) -> bool:
    """Its failure is every host's, also where a `rescue` follows."""
    return bool(fields.get('any_errors_fatal', task.any_errors_fatal))


def stops_others(task: Any, fields: Mapping[str, Any]) -> bool:
    """Its failure ends every host of the batch: a strategy that goes in step does so for these."""
    return str(task.action).rpartition('.')[2] in _ONCE_FOR_ALL or is_fatal(task, fields) or bool(fields.get('run_once', task.run_once))


def _enclosing_blocks(task: Any) -> Iterator[tuple[Any, str]]:
    """Every block around the task, innermost first, with the part of it that the task is in: `block`, `rescue` or `always`."""
    child, parent = task, task._parent
    while parent is not None:
        if hasattr(parent, 'rescue'):
            part = next((part for part in ('rescue', 'always') if any(member._uuid == child._uuid for member in getattr(parent, part))), 'block')
            yield parent, part
            child = parent
        elif hasattr(parent, '_uuid'):
            # An include: its tasks are in whatever part of the block the include itself is in.
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
