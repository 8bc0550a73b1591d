"""The values that never leave the control node, in any text: passwords and the token, values from a vault, answers to private
prompts, and the arguments and results of tasks with `no_log`.

An inline `!vault` is an EncryptedString, and a value tagged VaultedValue once it has gone through a template alone. A value in a file
that is encrypted as a whole is tagged only with its origin: the file shows it. All of it applies to host_vars, group_vars,
vars_files, include_vars, `--extra-vars @file` and facts set from them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from ansible.errors import AnsibleError
from ansible.parsing.vault import VaultHelper, VaultSecretsContext

from ..redaction import can_be_masked
from . import tasks
from .no_log import given_back, given_values, is_plain, leaves, leaves_of_json

_HEADER = b'$ANSIBLE_VAULT;'
_INCLUDE_VARS = ('include_vars', 'ansible.builtin.include_vars', 'ansible.legacy.include_vars')
_SET_FACT = ('set_fact', 'ansible.builtin.set_fact', 'ansible.legacy.set_fact')
_SHORTEST_LINE = 12
"""Characters of a line of a longer value: others may well be innocent."""


try:
    from ansible._internal._datatag._tags import Origin
except ImportError:  # Not documented. Without it, inline values are still known.
    Origin = None


def has_vault() -> bool:
    """Whether this process can open any: without a password there are no values to know."""
    current = VaultSecretsContext.current(optional=True)
    return current is not None and bool(current.secrets)


@lru_cache(maxsize=None)
def _is_encrypted(path: str) -> bool:
    try:
        with open(path, 'rb') as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


def _is_inline(value: Any) -> bool:
    return VaultHelper.get_ciphertext(value, with_tags=False) is not None


def _is_of_file(value: Any) -> bool:
    origin = Origin.get_tag(value) if Origin else None
    return origin is not None and origin.path is not None and _is_encrypted(origin.path)


def vaulted_values(variables: Mapping[str, Any]) -> Iterator[str]:
    """In the clear. In a file that is encrypted as a whole not everything is a secret: a path is none, and the parts of a template
    are checked in their own places."""
    for value in leaves(variables):
        is_inline = _is_inline(value)
        if not is_inline and not _is_of_file(value):
            continue
        try:
            text = str(value)
        except AnsibleError:
            # A value of another vault, whose password is not here.
            continue
        if is_inline or not ('{{' in text or '{%' in text or is_plain(text)):
            yield text
            # A task takes them out of it by `from_json`.
            yield from (inner for inner in leaves_of_json(text) if not is_plain(inner))


def _forms(value: str) -> Iterator[str]:
    """The spellings of a value: unchanged, line by line, in JSON, in Python, in an address, and in base64."""
    yield value
    lines = value.splitlines()
    if len(lines) > 1:
        yield from (line.strip() for line in lines if len(line.strip()) >= _SHORTEST_LINE and any(map(str.isalnum, line)))
    yield from (json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1], repr(value)[1:-1], quote(value, safe=''))
    yield base64.b64encode(value.encode('utf-8', 'replace')).decode()


class MaskedValues:
    """Searched for only if there is something to find: without a vault, a prompt or `no_log` a run costs nothing more."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self._names: frozenset[str] = frozenset()
        self._asked: set[str] = set()
        self._play: Any = None
        self._seen: set[str] = set()
        self._registered: dict[str, dict[str, bool]] = {}
        self._arguments: dict[str, dict[str, Any]] = {}

    def add(self, values: Iterable[str | None]) -> None:
        """Adds values but those that are too short, or names of hosts or groups: these would only mask innocent text."""
        for value in values:
            if value and value not in self.values and value.strip() not in self._names and can_be_masked(value.strip()):
                self.values.update(form for form in _forms(value.strip()) if can_be_masked(form))

    def asked(self, name: str) -> None:
        """A variable that the play asks for in private."""
        self._asked.add(name)

    def begin(self, play: Any) -> None:
        self._play = play
        self._seen = set()
        groups = self._variables().get('groups', {})
        self._names = frozenset((*groups, *groups.get('all', ())))

    def starts(self, host: Any, task: Any) -> None:
        """A host's variables are read once in a play, and a task's (its role's, its blocks') once."""
        name = host.get_name()
        if task.no_log not in (None, False):
            # As they are in the playbook: a result has them as they were for its host.
            self._arguments.setdefault(task._uuid, dict(task.args))
        registered = self._registered.pop(name, {})
        is_new = name not in self._seen and (bool(self._asked) or has_vault())
        if registered or is_new:
            variables = self._variables(host=host)
            for one, is_ours in registered.items():
                self.add(given_back(variables.get(one), is_ours=is_ours))
            if is_new:
                self.add(vaulted_values(variables))
                self.add(str(variables[one]) for one in self._asked if one in variables)
        if has_vault() and task._uuid not in self._seen:
            self.add(vaulted_values(self._variables(task=task)))
        self._seen.update((name, task._uuid))

    def ended(self, result: Any) -> None:
        """A task on a host, or one turn of its loop."""
        task, fields, name = result.task, result.task_fields, result.host.get_name()
        if task.action in _INCLUDE_VARS:
            self._seen.discard(name)
        if tasks.has_no_log(task, fields):
            is_ours = tasks.release_entry(task) is not None
            arguments, rendered = self._arguments.get(task._uuid, {}), fields.get('args') or {}
            self.add(given_values(arguments, rendered, is_set_fact=task.action in _SET_FACT, is_ours=is_ours))
            if task.register:
                self._registered.setdefault(name, {})[str(task.register)] = is_ours

    def _variables(self, **of: Any) -> Any:
        try:
            return self._play.get_variable_manager().get_vars(play=self._play, include_hostvars=False, **of)
        except AnsibleError:
            # The task itself will say so.
            return {}
