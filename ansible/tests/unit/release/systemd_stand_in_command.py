"""What stands in for systemctl and systemd-run in tests: see systemd_stand_in.py."""
import glob
import json
import os
import re
import sys


def is_kept(top, unit):
    """Whether a drop-in's condition keeps it from starting."""
    texts = [open(path, encoding='utf-8').read() for path in glob.glob('%s/run-systemd/%s.d/*.conf' % (top, glob.escape(unit)))]
    return any(os.path.exists(path) for text in texts for path in re.findall(r'^ConditionPathExists=!(.*)$', text, re.MULTILINE))


def start(top, unit, state):
    if state['ActiveState'] in ('active', 'activating') or is_kept(top, unit):
        return
    state['ActiveState'] = state.get('becomes') or ('activating' if state.get('Type') == 'oneshot' else 'active')


def systemctl(top, units, verb, names):
    for name in names:
        if name not in units:
            continue
        if verb == 'start':
            start(top, name, units[name])
        elif verb == 'restart':
            units[name]['ActiveState'] = 'inactive'
            start(top, name, units[name])
        elif verb == 'stop':
            units[name]['ActiveState'] = 'inactive'


def main(top, command, arguments):
    with open(top + '/calls', 'a', encoding='utf-8') as file:
        file.write(' '.join([command, *arguments]) + '\n')
    if command == 'systemd-run':
        return
    with open(top + '/units.json', encoding='utf-8') as file:
        units = json.load(file)
    names = [one for one in arguments[1:] if not one.startswith('-')]
    if arguments[0] == 'show':
        shown = units.get(
            names[0],
            {
                'Id': names[0], 'LoadState': 'not-found', 'ActiveState': 'inactive', 'SubState': 'dead', 'Result': 'success',
                'ActiveEnterTimestampMonotonic': '0', 'NRestarts': ''
            }
        )
        print('\n'.join('%s=%s' % pair for pair in shown.items()))
        return
    systemctl(top, units, arguments[0], names)
    with open(top + '/units.json', 'w', encoding='utf-8') as file:
        json.dump(units, file)
    sys.exit(0)
