"""A device's units below a temporary directory, with commands in the place of systemctl and systemd-run.

Units start and stop at once, unless a drop-in's condition keeps them; systemd's jobs, dependencies and times are left out.
"""
import json
import os
import sys

from mimamori_release import pause

from .device_tree import DeviceTree

COMMAND = '''#!%s -BIS
import sys
sys.path.insert(0, %r)
import systemd_stand_in_command
systemd_stand_in_command.main(%r, %r, sys.argv[1:])
'''


class SystemdStandIn(DeviceTree):
    """`units` gives, and `self.set_units(name={…})` sets, what systemctl would show."""

    def setUp(self):
        super().setUp()
        self.replace(os, 'environ', {**os.environ, 'PATH': self.top + '/bin:' + os.environ['PATH']})
        self.replace(pause, 'PROGRAM', os.path.join(self.top, 'lib/mimamori/release.pyz'))
        self.replace(pause, 'UNIT_FILES', os.path.join(self.top, 'etc-systemd'))
        self.replace(pause, 'RUNTIME_UNITS', os.path.join(self.top, 'run-systemd'))
        self.replace(sys, 'argv', [self.put('sent/release.pyz', 'the program')])
        os.makedirs(os.path.join(self.top, 'etc-systemd/multi-user.target.wants'))
        os.makedirs(self.paths.state)
        for name in ('systemctl', 'systemd-run'):
            os.chmod(self.put('bin/' + name, COMMAND % (sys.executable, os.path.dirname(__file__), self.top, name)), 0o755)
        self.set_units({})

    def set_units(self, units):
        any_type = {
            'LoadState': 'loaded', 'ActiveState': 'inactive', 'SubState': 'dead', 'ActiveEnterTimestampMonotonic': '1', 'Wants': '',
            'Requires': '', 'ConditionResult': 'no'
        }
        own = {
            'service': {
                'Result': 'success', 'NRestarts': '0', 'Type': 'simple', 'TriggeredBy': '', 'ExecMainCode': '0', 'ExecMainStatus': '0',
                'ExecMainExitTimestampMonotonic': '0'
            },
            'target': {}
        }
        self.put(
            'units.json',
            json.dumps({
                name: {'Id': name, **any_type, **own.get(name.rpartition('.')[2], {'Result': 'success'}), **more}
                for name, more in units.items()
            })
        )

    def state(self, unit):
        return json.loads(self.text('units.json'))[unit]['ActiveState']

    def calls(self):
        """Of both commands, oldest first, a line each."""
        return self.text('calls').split('\n')[:-1] if os.path.exists(os.path.join(self.top, 'calls')) else []
