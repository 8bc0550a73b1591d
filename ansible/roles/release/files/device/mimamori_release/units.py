"""systemd's view of the services."""
import time

from .process import must
from .user_units import systemctl

#: A unit has of them what its type has: only services have a main process, and a target has no result.
WANTED = ','.join((
    'Id', 'LoadState', 'ActiveState', 'SubState', 'Result', 'ActiveEnterTimestampMonotonic', 'NRestarts', 'Type', 'TriggeredBy', 'Triggers', 'Wants', 'Requires',
    'ExecMainCode', 'ExecMainStatus', 'ExecMainExitTimestampMonotonic', 'ConditionResult'
))


def show(unit):
    """systemd's properties of a unit, as text."""
    output = must(systemctl(unit, 'show', '--property=' + WANTED))
    return dict(line.split('=', 1) for line in output.split('\n') if '=' in line)


def type_of(state):
    """Such as `service`: the end of its own name, which an alias may not show."""
    return state['Id'].rpartition('.')[2]


def is_up(state):
    return state['ActiveState'] in ('active', 'activating', 'reloading')


def is_job_of_a_timer(state):
    """Started by its timer, and over when its work is: starting it again is left to the timer."""
    return state['ActiveState'] == 'activating' and state.get('Type') == 'oneshot' and '.timer' in state.get('TriggeredBy', '')


def seconds_active(state):
    return time.monotonic() - int(state['ActiveEnterTimestampMonotonic'] or 0) / 1e6
