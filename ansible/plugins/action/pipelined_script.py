"""Purpose and options: plugins/modules/pipelined_script.py."""
from __future__ import annotations

import json
import shlex

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

# The command line, which sudo writes into the journal, has nothing but this: the first line of standard input says the rest.
_RUN_FIRST_LINE = 'import sys; exec(sys.stdin.buffer.readline())'

# The second line has the arguments. The program stays in memory under a path of the process's own, so that zipimport can read it, and
# nobody else can change it. -I: neither variables nor the working directory decide what it imports.
_RUN_STANDARD_INPUT = """\
import json, os, runpy, sys
arguments = json.loads(sys.stdin.buffer.readline())
memory = os.memfd_create("program")
with open(memory, "wb", closefd=False) as file:
    file.write(sys.stdin.buffer.read())
sys.argv = ["/proc/self/fd/%d" % memory, *arguments]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


class ActionModule(ActionBase):
    # Its changes are unknown in advance.
    _supports_check_mode = False

    def run(self, tmp=None, task_vars=None):
        super().run(tmp, task_vars)
        _validation, options = self.validate_argument_spec({
            'argv': {'type': 'list', 'elements': 'str', 'required': True},
            'executable': {'type': 'str', 'default': '/usr/bin/python3'},
        })
        program, *words = options['argv']
        try:
            with open(program, 'rb') as file:
                text = file.read()
        except OSError as error:
            raise AnsibleActionFail('cannot read the program %s on the server: %s' % (program, error.strerror)) from error
        command = shlex.join([options['executable'], '-I', '-c', _RUN_FIRST_LINE])
        beginning = 'exec(%r)\n%s\n' % (_RUN_STANDARD_INPUT, json.dumps(words))
        command = ('%s %s' % (self._compute_environment_string(), command)).lstrip()
        result = self._low_level_execute_command(command, in_data=beginning.encode('ascii') + text)
        if result['rc'] != 0:
            result.update(failed=True, msg='non-zero return code')
        return {'changed': True, **result}
