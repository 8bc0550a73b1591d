"""A hook's text reaches its shell as it was written, its last lines come back, and it has done its work only where its shell has ended by
itself with 0."""
import os
from unittest import mock

from mimamori_release import hook
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree

#: In the place of systemd-run: puts in variables as systemd.service(5) says, runs what comes after the options, and after a clean end
#: what --property=ExecStartPost says. It ends with 0 however that ends, as systemd-run does in a shutdown.
SYSTEMD_RUN = r'''#!/usr/bin/env python3
import os, re, subprocess, sys
shell = sys.argv[sys.argv.index('/bin/sh'):]
shell[-1] = re.sub(r'\$(\$|\{\w+\})', lambda found: '$' if found[1] == '$' else '', shell[-1])
status = subprocess.call(shell, start_new_session=True)
if status == 0 and os.environ.get('STOPPED') != 'yes':
    subprocess.call(next(one for one in sys.argv if one.startswith('--property=ExecStartPost=')).split('+')[1].split())
with open(os.path.dirname(sys.argv[0]) + '/shown', 'w') as file:
    code = 1 if status >= 0 else 2
    file.write('Result=%s\nExecMainCode=%d\nExecMainStatus=%d\n' % (os.environ.get('RESULT', 'success'), code, abs(status)))
'''
SYSTEMCTL = '''#!/bin/sh
case $1 in
show) cat "${0%/*}/shown" ;;
is-system-running) echo "${SYSTEM:-running}" ;;
esac
'''


class Hooks(DeviceTree):
    def setUp(self):
        super().setUp()
        self.replace(os, 'environ', {**os.environ, 'PATH': self.top + '/bin:' + os.environ['PATH']})
        for directory in (self.paths.run, self.paths.releases, self.paths.state):
            os.makedirs(directory)
        for name, text in {'systemd-run': SYSTEMD_RUN, 'systemctl': SYSTEMCTL}.items():
            os.chmod(self.put('bin/' + name, text), 0o755)

    def run_hook(self, text, **environment):
        with mock.patch.dict(os.environ, environment):
            return hook.command({**self.request, 'hook': 'prepare', 'hooks': {'prepare': text}, 'hook_seconds': 30})

    def refuses(self, message, text, **environment):
        with self.assertRaisesRegex(Refusal, message):
            self.run_hook(text, **environment)

    def test_leaves_variables_to_the_shell(self):
        self.assertEqual(
            self.run_hook('x=5; echo "a${x}b"; test $$ -gt 1 && echo "a process"; echo said >&2'), {'output': ['a5b', 'a process', 'said']}
        )

    def test_gives_the_last_lines_however_much_was_said_and_tells_of_a_failure_with_them(self):
        output = self.run_hook('head -c 3000000 /dev/zero | tr "\\0" x; seq 30')['output']
        self.assertEqual(output, [str(number) for number in range(11, 31)])
        self.refuses(r'the hook prepare .* ended with 3: 2 / 3 / why', 'seq 3; echo why >&2; exit 3')

    def test_shows_no_secret_nor_half_of_one(self):
        said = 'echo %s accessToken: geheimgeheim; echo password:; echo geheim; echo %s' % ('x' * 480, 'パスワード：geheim')
        self.assertEqual(self.run_hook(said)['output'], ['x' * 480 + ' accessToken: ***', 'password:', '***', 'パスワード：***'])
        self.refuses(r'\(PGPASSWORD=\*\*\* false\) ended with 1', 'PGPASSWORD=geheim false')

    def test_has_failed_where_a_signal_ended_it(self):
        for name in ('TERM', 'HUP', 'INT', 'PIPE', 'KILL'):
            self.refuses('was killed by SIG%s: begun$' % name, 'echo begun; kill -%s $$' % name)
        self.refuses('was killed by SIGTERM$', 'trap "kill 0" EXIT; false')

    def test_has_failed_where_it_was_stopped_although_it_ended_with_0(self):
        self.refuses('was stopped before it had ended: begun$', 'echo begun', STOPPED='yes')
        self.refuses('was cut off: the device is shutting down: begun$', 'echo begun; kill -TERM $$', SYSTEM='stopping')
        self.refuses('ran out of memory$', 'kill -KILL $$', RESULT='oom-kill')

    def test_has_failed_where_it_has_filled_the_disk_and_leaves_what_going_back_needs(self):
        disk = os.statvfs(self.top)
        fills = iter([(10 ** 6, 10 ** 6), (1, 10 ** 6)])

        def statvfs(path):
            if path == self.paths.releases:
                statvfs.now = next(fills)
            return mock.Mock(f_bavail=statvfs.now[path == self.paths.state], f_frsize=disk.f_frsize, f_files=0)
        with mock.patch.object(os, 'statvfs', statvfs):
            self.refuses(
                'the hook prepare .* has filled the disk at %s: 8388608$' % self.paths.releases, 'stat --format=%%s %s' % self.paths.reserve
            )
        self.assertFalse(os.path.exists(self.paths.reserve))

    def test_is_not_blamed_for_a_disk_that_was_full_before(self):
        with mock.patch.object(os, 'statvfs', lambda _path: mock.Mock(f_bavail=1, f_frsize=1, f_files=0)):
            self.assertEqual(self.run_hook('echo well'), {'output': ['well']})

    def test_takes_no_success_of_an_earlier_one_for_its_own(self):
        self.run_hook('echo well')
        self.refuses('ended with 1', 'exit 1')

    def test_shows_nothing_that_a_terminal_would_take_for_a_command(self):
        self.assertEqual(self.run_hook(r'printf "\033[2Jall\000 is well\r\n"')['output'], [' [2Jall  is well'])
        self.refuses(r'^the hook prepare \(printf a {13}exit 4\) ended with 4: a$', 'printf a\n            exit 4\n')
