"""The arguments and results of a task with `no_log`, to mask them wherever else they occur.

The text of the task itself is in the playbook for all to read: only the values that a template puts into an argument are secret.
Paths, units and addresses are no secret although they are next to some: their content can be read everywhere, and a message without them
is of no use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..redaction import is_secret_name

_PLAIN = re.compile(r'''
    (?:/[\w.@-]+){2,}/?                                                         # a path
    | [\w.@\\:-]+\.(?:service|socket|timer|target|path|mount|slice|device)      # a unit
    | https?://[^@\s]*                                                          # an address without a user
''', re.VERBOSE | re.ASCII)
# Ansible's own, whose content is elsewhere, too, or reported by devices.
_SKIPPED = frozenset(('ansible_facts', 'environment', 'groups', 'hostvars', 'vars'))
_TEMPLATE = re.compile(r'\{\{.*?\}\}', re.DOTALL)
_SHORTEST = 8
"""Characters of a value that nothing but its task calls secret; users and states are shorter."""
# Fields of a result: the output of a program, the content of a file or an answer, and values of facts.
_TELLING = ('stdout', 'stderr', 'content', 'json', 'ansible_facts', 'msg', 'results')


def is_plain(value: str) -> bool:
    """A path, a unit, or an address without a user."""
    return _PLAIN.fullmatch(value) is not None


def leaves(value: Any) -> Iterator[Any]:
    """Every value inside of this one that is neither a mapping nor a list; the value itself if it is neither."""
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


def _is_telling(value: str) -> bool:
    return len(value) >= _SHORTEST and not is_plain(value)


def inserted(template: str, rendered: str) -> Iterator[str]:
    """The text in the place of `{{ … }}`; all of it if that cannot be separated."""
    first, *others = _TEMPLATE.split(template)
    if '{%' in template or not rendered.startswith(first):
        yield rendered
        return
    at, found = len(first), []
    for position, text in enumerate(others):
        is_last = position == len(others) - 1
        end = len(rendered) - len(text) if is_last else rendered.find(text, at) if text else at
        if end < at or not rendered.startswith(text, end):
            yield rendered
            return
        found.append(rendered[at:end])
        at = end + len(text)
    yield from found


def _given(name: str, template: Any, value: Any, *, is_set_fact: bool) -> Iterator[str]:
    if isinstance(value, Mapping) and isinstance(template, Mapping):
        for inner in value:
            yield from _given(str(inner), template.get(inner), value[inner], is_set_fact=is_set_fact)
    elif isinstance(value, list) and isinstance(template, list) and len(value) == len(template):
        for one, other in zip(template, value):
            yield from _given(name, one, other, is_set_fact=is_set_fact)
    elif isinstance(value, str) and isinstance(template, str) and '{{' in template:
        # Without what `quote` puts around it.
        yield from filter(_is_telling, (part.strip('\'"') for part in inserted(template, value)))
    elif is_secret_name(name):
        yield from map(str, leaves(value))
    elif is_set_fact or template != value:
        yield from filter(_is_telling, map(str, leaves(value)))


def given_values(arguments: Mapping[str, Any], rendered: Mapping[str, Any], *, is_set_fact: bool, is_ours: bool = False) -> Iterator[str]:
    """The secrets of a task's arguments, as they are in the playbook and as they were for a host. The command lines of the role `release`
    have none; the names of its steps occur in other messages, too."""
    for name, value in rendered.items():
        if not name.startswith('_ansible_') and not (is_ours and name == 'cmd'):
            yield from _given(name, arguments.get(name), value, is_set_fact=is_set_fact)


def given_back(result: Any, *, is_ours: bool = False) -> Iterator[str]:
    """The secrets of a task's registered result. Errors of the role `release`'s programs name files and keys, and no value of
    theirs: people need the cause."""
    for name, value in result.items() if isinstance(result, Mapping) else ():
        if name == 'results' and isinstance(value, list):
            for item in value:
                yield from given_back(item, is_ours=is_ours)
        elif name in _TELLING and not (is_ours and name == 'stderr'):
            yield from filter(_is_telling, map(str, leaves(value)))
