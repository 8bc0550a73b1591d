from __future__ import annotations

DOCUMENTATION = r'''
name: failure_message
short_description: Says what a failed task said, as a person can act on it
version_added: 0.1.0
author: Mimamori contributors
description:
  - Gives what the callback P(mimamori.fleet.report#callback) reports of the same failure. A known cause comes first, with what to do;
    then what the task, the remote shell or the program said, and how it ended. What ssh itself adds at the end of every command is left
    out, and so is what looks like a secret.
  - Of a task with C(no_log) nothing is said but its exit status.
positional: _input
options:
  _input:
    description: A task's result, such as C(ansible_failed_result) in a C(rescue).
    type: dict
    required: true
'''

EXAMPLES = r'''
- ansible.builtin.debug:
    msg: "{{ ansible_failed_result | mimamori.fleet.failure_message }}"
'''

RETURN = r'''
_value:
  description: Some lines, at most 4000 characters.
  type: str
'''

from collections.abc import Callable
from functools import partial

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.failure import failure_message


class FilterModule:
    def filters(self) -> dict[str, Callable[..., str]]:
        return {'failure_message': partial(failure_message, no_log=False)}
