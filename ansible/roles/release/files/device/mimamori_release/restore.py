"""What is paused is started again. Called by the role, by the dead-man timer and at boot."""
import os
import time

from . import deadman, paused_units, settings_return
from .lock import held
from .places import Places
from .process import must, run
from .refusal import Refusal
from .units import is_up, show

#: Seconds for all units together to begin to start.
START_TIMEOUT = 90


def command(name):
    """What could not be started stays in the list, for the next boot."""
    places = Places(name)
    try:
        with held(places.lease_lock):
            settings_return.after_boot(name)
    finally:
        # Role and timer may come at the same moment.
        with held(places.pause_lock):
            answer = bring_back(places)
    return answer


def bring_back(places):
    units = paused_units.read_paused(places)
    failed = []
    if units:
        for one in units:
            paused_units.unmask(one['unit'], places)
        must(['systemctl', 'daemon-reload'], 60)
        # A unit that another release has paused is started by that one.
        others = paused_units.paused_by_others(places)
        wanted = [one['unit'] for one in reversed(units) if one['was_active'] and one['unit'] not in others]
        failed = start(wanted) if wanted else []
        if failed:
            paused_units.write_paused(places, [one for one in units if one['unit'] in failed])
        else:
            os.unlink(places.paused)
    deadman.disarm(places)
    if failed:
        raise Refusal('paused for the update, and did not start again: %s' % ', '.join(failed), unit=failed[0])
    return {'restored': [one['unit'] for one in units if one['was_active']]}


def start(units):
    """Gives those that do not start. Waits for no unit to be ready, nor for the end of one that works until it is done."""
    run(['systemctl', 'reset-failed', '--', *units])
    run(['systemctl', 'start', '--no-block', '--', *units], 60)
    end = time.monotonic() + START_TIMEOUT
    while True:
        states = {unit: show(unit) for unit in units}
        missing = [unit for unit, state in states.items() if not is_up(state) and not is_done(state)]
        if time.monotonic() > end or all(states[unit]['ActiveState'] == 'failed' or states[unit]['LoadState'] == 'not-found' for unit in missing):
            return missing
        time.sleep(0.5)


def is_done(state):
    """A unit that works until it is done may be so already."""
    return state.get('Type') == 'oneshot' and state['ActiveState'] == 'inactive' and state['Result'] == 'success'
