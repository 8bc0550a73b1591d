"""What stands inside mappings and lists, at any depth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

# Ansible's own, which hold what stands elsewhere, too, or what devices have reported.
_SKIPPED = frozenset(('ansible_facts', 'environment', 'groups', 'hostvars', 'vars'))


def leaves(value: Any) -> Iterator[Any]:
    """Every value inside of this one that is neither a mapping nor a list; the value itself where it is neither."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _SKIPPED:
                yield from leaves(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def leaves_of_json(text: str) -> Iterator[str]:
    """The strings inside of a text that is an object or an array of JSON; none of any other text."""
    if text.lstrip()[:1] not in ('{', '['):
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    for leaf in leaves(value):
        if isinstance(leaf, str):
            yield leaf
