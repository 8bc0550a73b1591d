"""Which values of Ansible's variables came out of a vault.

An inline `!vault` is an EncryptedString, and a value tagged VaultedValue once it has gone through a template alone. What stands in a file
that is encrypted as a whole is tagged with nothing but its origin: the file shows it. All of it holds for host_vars, group_vars, vars_files,
include_vars, `--extra-vars @file` and facts set from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ansible.errors import AnsibleError
from ansible.parsing.vault import VaultHelper, VaultSecretsContext

from .leaves import leaves, leaves_of_json
from .plain import is_plain

try:
    from ansible._internal._datatag._tags import Origin
except ImportError:  # Not documented. Without it, inline values are still known.
    Origin = None

_HEADER = b'$ANSIBLE_VAULT;'


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
    """In the clear. In a file that is encrypted as a whole not everything is a secret: a path is none, and of a template what it is made of is looked at where it stands."""
    for value in leaves(variables):
        is_inline = _is_inline(value)
        if not is_inline and not _is_of_file(value):
            continue
        try:
            text = str(value)
        except AnsibleError:
            # Of another vault, whose password is not here.
            continue
        if is_inline or not ('{{' in text or '{%' in text or is_plain(text)):
            yield text
            # A task takes them out of it by `from_json`.
            yield from (inner for inner in leaves_of_json(text) if not is_plain(inner))
