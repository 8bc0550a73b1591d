"""Values that are no secret although they stand beside some: what they name can be read everywhere, and a message without it is of no use."""

from __future__ import annotations

import re

_PLAIN = re.compile(r'''
    (?:/[\w.@-]+){2,}/?                                                         # a path
    | [\w.@\\:-]+\.(?:service|socket|timer|target|path|mount|slice|device)      # a unit
    | https?://[^@\s]*                                                          # an address without a user
''', re.VERBOSE | re.ASCII)


def is_plain(value: str) -> bool:
    """A path, a unit, or an address without a user."""
    return _PLAIN.fullmatch(value) is not None
