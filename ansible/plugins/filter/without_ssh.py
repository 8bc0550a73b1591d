from __future__ import annotations

DOCUMENTATION = r'''
name: without_ssh
short_description: Takes from the standard error of a command what ssh itself has added
version_added: 0.1.0
author: Mimamori contributors
description:
  - With a terminal, ssh ends every command with words of its own, such as C(Shared connection to … closed.). Only where it has failed
    itself, with 255, do they stay.
positional: _input, code
options:
  _input:
    description: The standard error.
    type: str
    required: true
  code:
    description: The exit status that the command ended with; none where it is not known.
    type: int
'''

EXAMPLES = r'''
- ansible.builtin.debug:
    msg: "{{ ansible_failed_result.stderr | mimamori.fleet.without_ssh(ansible_failed_result.rc) }}"
'''

RETURN = r'''
_value:
  description: The same text without those lines.
  type: str
'''

from collections.abc import Callable

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import without_ssh


class FilterModule:
    def filters(self) -> dict[str, Callable[..., str]]:
        return {'without_ssh': without_ssh}
