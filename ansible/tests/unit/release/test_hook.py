"""A hook's text reaches its shell as it was written, and its last lines come back."""
import os

from mimamori_release import hook
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree

#: In the place of systemd-run: puts in variables as systemd.service(5) says, and runs what comes after --service-type and its like.
SYSTEMD_RUN = r'''#!/usr/bin/env python3
import re, subprocess, sys
shell = sys.argv[sys.argv.index('/bin/sh'):]
shell[-1] = re.sub(r'\$(\$|\{\w+\})', lambda found: '$' if found[1] == '$' else '', shell[-1])
sys.exit(subprocess.call(shell))
'''


class Hooks(DeviceTree):
    def setUp(self):
        super().setUp()
        self.replace(os, 'environ', {**os.environ, 'PATH': self.top + '/bin:' + os.environ['PATH']})
        for name, text in {'systemd-run': SYSTEMD_RUN, 'systemctl': '#!/bin/sh\necho exit-code\n'}.items():
            os.chmod(self.put('bin/' + name, text), 0o755)

    def run_hook(self, text):
        return hook.command({**self.request, 'hook': 'prepare', 'hooks': {'prepare': text}, 'hook_seconds': 30})

    def test_leaves_variables_to_the_shell(self):
        self.assertEqual(self.run_hook('x=5; echo "a${x}b"; test $$ -gt 1 && echo "a process"; echo said >&2'), {'output': ['a5b', 'a process', 'said']})

    def test_gives_the_last_lines_however_much_was_said_and_tells_of_a_failure_with_them(self):
        output = self.run_hook('head -c 3000000 /dev/zero | tr "\\0" x; seq 30')['output']
        self.assertEqual(output, [str(number) for number in range(11, 31)])
        with self.assertRaisesRegex(Refusal, r'the hook prepare .* ended with 3: 2 / 3 / why'):
            self.run_hook('seq 3; echo why >&2; exit 3')
