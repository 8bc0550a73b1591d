"""What ssh itself adds to a command's standard error. With a terminal it ends every command so, whatever the command said or did:
only where ssh itself has failed (255) are they about the failure.

https://github.com/openssh/openssh-portable/blob/master/mux.c, clientloop.c, sshconnect.c
"""

from __future__ import annotations

import re

_FAILED = 255
_ITS_OWN = re.compile(
    r'^(?:(?:Shared c|C)onnection to \S+ closed\.'
    r'|Warning: Permanently added .* to the list of known hosts\.'
    r'|\*\* (?:WARNING: connection is not using a post-quantum|This session may be vulnerable to|The server may need to be upgraded).*)\s*$',
    re.MULTILINE,
)


def without_ssh(text: str, code: object) -> str:
    """The standard error of a command that ended with the code, without what ssh has added."""
    return text if code == _FAILED else _ITS_OWN.sub('', text).strip()
