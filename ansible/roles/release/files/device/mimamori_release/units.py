"""systemd's view of the services."""
import time

from .process import must, run
from .refusal import Refusal

WANTED = 'LoadState,ActiveState,SubState,Result,ActiveEnterTimestampMonotonic,NRestarts,Type'


def show(unit):
    """systemd's properties of a unit, as text."""
    output = must(['systemctl', 'show', '--property=' + WANTED, '--', unit])
    return dict(line.split('=', 1) for line in output.split('\n') if '=' in line)


def is_up(state):
    return state['ActiveState'] in ('active', 'activating', 'reloading')


def seconds_active(state):
    return time.monotonic() - int(state['ActiveEnterTimestampMonotonic'] or 0) / 1e6


def restart(request):
    """Restarts the services in their order. @throws Refusal with the `unit` that would not."""
    for unit in request['services']:
        # So that a service which systemd has given up may start again; fails, rightly, for one that is not loaded yet.
        run(['systemctl', 'reset-failed', '--', unit])
        status, _output, error = run(['systemctl', 'restart', '--', unit], request['restart_seconds'])
        if status != 0:
            raise Refusal('%s could not be restarted: %s' % (unit, error.strip().split('\n')[0][:500]), unit=unit)
