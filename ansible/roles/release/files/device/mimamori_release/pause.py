"""What is heavy is paused during an update, and started again whatever becomes of the server.

Before a unit is stopped it is written into a list on the disk, and the dead-man timer is armed.
"""
from . import deadman, paused_units
from .lock import held
from .places import places_of
from .process import must
from .units import is_job_of_a_timer, is_up, show


def timers_first(unit):
    return (not unit.endswith('.timer'), not unit.endswith(('.path', '.socket')))


def command(request):
    places = places_of(request)
    with held(places.pause_lock):
        return pause(places, request)


def pause(places, request):
    # What an earlier run has paused and could not restore stays in the list, with what it knew of it.
    earlier = paused_units.read_paused(places)
    known = {one['unit'] for one in earlier}
    states = {unit: show(unit) for unit in request['pause_units'] if unit not in known}
    others = paused_units.paused_by_others(places)
    units = earlier + [{'unit': unit, 'was_active': others.get(unit, False) or is_up(state) and not is_job_of_a_timer(state)}
                       for unit, state in states.items() if state['LoadState'] == 'loaded']
    if not units:
        return {'paused': []}
    units.sort(key=lambda one: timers_first(one['unit']))
    deadman.install_restorer(places)
    paused_units.write_paused(places, units)
    deadman.arm(places, request['deadman_seconds'])
    for one in units:
        paused_units.mask(one['unit'], places)
    must(['systemctl', 'daemon-reload'], 60)
    for one in units:
        must(['systemctl', 'stop', '--', one['unit']], request['restart_seconds'], unit=one['unit'])
    return {'paused': [one['unit'] for one in units if one['was_active']]}
