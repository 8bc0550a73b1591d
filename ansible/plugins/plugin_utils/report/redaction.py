"""What looks like a secret in a message is taken out before the message leaves the control node.

A message is free text, so this is a second line of defence: a task that handles secrets has `no_log: true`,
and then nothing of its result is read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = '***'

_WORDS = r'pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|api[_-]?key|(?:access|private|client|secret|encryption|signing)[_-]?key'
_VALUE = r'''(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&"'<>}\])]+)'''

_PATTERNS = (
    (re.compile(r'-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\Z)', re.DOTALL), '[private key]'),
    (re.compile(r'\$ANSIBLE_VAULT;[^\s\\]*(?:(?:\s|\\n)*[0-9a-f]{16,})*'), '[vault]'),
    # scheme://user:password@host, and scheme://token@host. A user alone over SSH is no secret.
    (re.compile(r'(?i)\b(?P<kept>[a-z][a-z0-9+.-]*://)[^\s/@]*:[^\s@]*@(?=[^\s])'), rf'\g<kept>{MASK}@'),
    (re.compile(r'(?i)\b(?P<kept>https?://)[^\s/@:]+@'), rf'\g<kept>{MASK}@'),
    (re.compile(r'(?i)\b(?P<kept>(?:proxy-)?authorization["\']?\s*[:=]\s*["\']?(?:(?:basic|bearer|digest|token)\s+)?)[^\s"\']+'), rf'\g<kept>{MASK}'),
    (re.compile(r'(?i)\b(?P<kept>bearer\s+)[a-z0-9._~+/=-]{8,}'), rf'\g<kept>{MASK}'),
    # password=…, "db_password": "…", TOKEN: …
    (re.compile(rf'(?i)(?P<kept>(?:\b|_)(?:{_WORDS})(?:[_-][\w-]*)?["\']?\s*[=:]\s*){_VALUE}'), rf'\g<kept>{MASK}'),
    # A bare `key` is a secret only where it is given one: "missing key: port" is not.
    (re.compile(rf'(?i)(?P<kept>\b[\w.-]*key=){_VALUE}'), rf'\g<kept>{MASK}'),
    (re.compile(rf'(?i)(?P<kept>(?:^|(?<=\s))--?[\w-]*(?:{_WORDS}|key)(?:-[\w-]*)?\s+)(?!-){_VALUE}'), rf'\g<kept>{MASK}'),
)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """The text without what looks like a secret, and without the known ones (of four characters or more) wherever they stand."""
    for secret in sorted(known, key=len, reverse=True):
        if len(secret) >= 4:
            text = text.replace(secret, MASK)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
