"""What looks like a secret in a message is taken out before the message leaves the control node.

A message is free text, so this is a second line of defence: a task that handles secrets has `no_log: true`,
and then nothing of its result is read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = '***'

# Every repetition that may be tried again is bounded: an unbounded one takes seconds for a long text made to do so.
_WORDS = r'pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|api[_-]?key|(?:access|private|client|secret|encryption|signing)[_-]?key'
_VALUE = r'''(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&"'<>}\])]+)'''

_PATTERNS = (
    (re.compile(r'-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\Z)', re.DOTALL), '[private key]'),
    (re.compile(r'\$ANSIBLE_VAULT;[^\s\\]*(?:(?:\s|\\n)*[0-9a-f]{16,})*'), '[vault]'),
    # scheme://user:password@host, and scheme://token@host. A user alone over SSH is no secret.
    (re.compile(r'(?i)\b(?P<kept>[a-z][a-z0-9+.-]{0,30}://)[^\s/@:]{0,200}:[^\s@]{0,500}@(?=[^\s])'), rf'\g<kept>{MASK}@'),
    (re.compile(r'(?i)\b(?P<kept>https?://)[^\s/@:]{1,500}@'), rf'\g<kept>{MASK}@'),
    (re.compile(r'(?i)\b(?P<kept>(?:proxy-)?authorization["\']?\s*[:=]\s*["\']?(?:(?:basic|bearer|digest|token)\s+)?)[^\s"\']+'), rf'\g<kept>{MASK}'),
    (re.compile(r'(?i)\b(?P<kept>bearer\s+)[a-z0-9._~+/=-]{8,}'), rf'\g<kept>{MASK}'),
    # password=…, "db_password": "…", TOKEN: …
    (re.compile(rf'(?i)(?P<kept>(?:\b|_)(?:{_WORDS})(?:[_-][\w-]{{0,40}})?["\']?\s*[=:]\s*){_VALUE}'), rf'\g<kept>{MASK}'),
    # A bare `key` is a secret only where it is given one: "missing key: port" is not.
    (re.compile(rf'(?i)(?P<kept>\b[\w.-]{{0,60}}key=){_VALUE}'), rf'\g<kept>{MASK}'),
    (re.compile(rf'(?i)(?P<kept>(?:^|(?<=\s))--?[\w-]{{0,60}}(?:{_WORDS}|key)(?:-[\w-]{{0,40}})?\s+)(?!-){_VALUE}'), rf'\g<kept>{MASK}'),
)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """The text without what looks like a secret, and without the known ones (of four characters or more) wherever they stand."""
    for secret in sorted(known, key=len, reverse=True):
        if len(secret) >= 4:
            text = text.replace(secret, MASK)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
