"""Pauses heavy units during an update, and starts them again even if the server is gone.

Before a unit is stopped it is written into a list on the disk, and the dead-man timer is armed.

Restart=always, timers and dependencies would revive a unit that was only stopped. A runtime mask does not keep back a unit whose
file is in /etc, as most people's are; a condition in a drop-in below /run does for all. A timer brings everything back
without the server, and a unit at the next boot, since timer and drop-ins are in /run.
"""
import json
import os
import sys
import time

from .files import bring_up_to_date, locked, read_text, sync_directory, write_durably
from .paths import names_here, Paths, paths_of, PROGRAM, UNIT_FILES
from .process import must, run
from .refusal import Refusal
from .units import is_job_of_a_timer, is_up, show

RUNTIME_UNITS = '/run/systemd/system'
RESTORE_UNIT = """[Unit]
Description=Bring back what an update of %(name)s has paused, or changed in settings
ConditionPathExists=|%(paused)s
ConditionPathExists=|%(undo_log)s
After=multi-user.target

[Service]
Type=oneshot
ExecStart=%(python)s %(program)s restore 300 %(name)s

[Install]
WantedBy=multi-user.target
"""
#: Seconds for all units together to begin to start.
START_TIMEOUT = 90


def drop_in(unit, paths):
    """One for each release that has paused the unit: it starts when none has."""
    return '%s/%s.d/50-mimamori-%s-paused.conf' % (RUNTIME_UNITS, unit, paths.name)


def mask(unit, paths):
    os.makedirs(os.path.dirname(drop_in(unit, paths)), exist_ok=True)
    with open(drop_in(unit, paths), 'w', encoding='utf-8') as file:
        file.write('# An update of %s is under way. What is paused stands in %s.\n[Unit]\nConditionPathExists=!%s\n'
                   % (paths.name, paths.paused, paths.paused))


def unmask(unit, paths):
    path = drop_in(unit, paths)
    if os.path.exists(path):
        os.unlink(path)
        if not os.listdir(os.path.dirname(path)):
            os.rmdir(os.path.dirname(path))


def write_paused(paths, units):
    write_durably(paths.paused, json.dumps({'units': units}, indent=2) + '\n')


def read_paused(paths):
    text = read_text(paths.paused)
    return json.loads(text)['units'] if text else []


def paused_by_others(paths):
    """Units that the other releases on this device have paused, by name: whether it was active."""
    return {one['unit']: one['was_active'] for name in names_here() if name != paths.name for one in read_paused(Paths(name))}


def install_restorer(paths):
    """The program itself, and the unit for timer and boot."""
    directory = os.path.dirname(PROGRAM)
    os.makedirs(directory, exist_ok=True)
    sync_directory(os.path.dirname(directory))
    with open(sys.argv[0], 'rb') as file:
        bring_up_to_date(PROGRAM, file.read())
    unit_file = '%s/%s.service' % (UNIT_FILES, paths.restore_unit)
    # The Python that runs this is one that is there; /usr/bin has none on every device.
    wanted = RESTORE_UNIT % {'name': paths.name, 'paused': paths.paused, 'undo_log': paths.undo_log, 'program': PROGRAM,
                             'python': sys.executable}
    if bring_up_to_date(unit_file, wanted):
        must(['systemctl', 'daemon-reload'], 60)
    must(['systemctl', 'enable', '--quiet', paths.restore_unit + '.service'], 60)
    sync_directory('%s/multi-user.target.wants' % UNIT_FILES)


def postpone(paths, request, deadline):
    """While something is paused, each step of a run that goes on restarts the time, and it never ends before the step may."""
    if os.path.exists(paths.paused):
        arm(paths, max(request['deadman_seconds'], deadline))


def arm(paths, seconds):
    disarm(paths)
    unit = '--unit=%s.service' % paths.restore_unit
    must(['systemd-run', '--quiet', unit, '--on-active=%ds' % seconds, '--timer-property=AccuracySec=1s'])


def disarm(paths):
    run(['systemctl', 'stop', paths.restore_unit + '.timer'])


def timers_first(unit):
    return (not unit.endswith('.timer'), not unit.endswith(('.path', '.socket')))


def command(request):
    paths = paths_of(request)
    with locked(paths.pause_lock):
        return pause(paths, request)


def pause(paths, request):
    # A unit that an earlier run has paused and could not restore stays in the list, with its state from then.
    earlier = read_paused(paths)
    known = {one['unit'] for one in earlier}
    states = {unit: show(unit) for unit in request['pause_units'] if unit not in known}
    others = paused_by_others(paths)
    units = earlier + [{'unit': unit, 'was_active': others.get(unit, False) or is_up(state) and not is_job_of_a_timer(state)}
                       for unit, state in states.items() if state['LoadState'] == 'loaded']
    if not units:
        return {'paused': []}
    units.sort(key=lambda one: timers_first(one['unit']))
    install_restorer(paths)
    write_paused(paths, units)
    arm(paths, request['deadman_seconds'])
    for one in units:
        mask(one['unit'], paths)
    must(['systemctl', 'daemon-reload'], 60)
    for one in units:
        must(['systemctl', 'stop', '--', one['unit']], request['restart_seconds'], unit=one['unit'])
    return {'paused': [one['unit'] for one in units if one['was_active']]}


def resume(paths):
    units = read_paused(paths)
    failed = []
    if units:
        for one in units:
            unmask(one['unit'], paths)
        must(['systemctl', 'daemon-reload'], 60)
        # A unit that another release has paused is started by that one.
        others = paused_by_others(paths)
        wanted = [one['unit'] for one in reversed(units) if one['was_active'] and one['unit'] not in others]
        failed = start_all(wanted) if wanted else []
        if failed:
            write_paused(paths, [one for one in units if one['unit'] in failed])
        else:
            os.unlink(paths.paused)
    disarm(paths)
    if failed:
        raise Refusal('paused for the update, and did not start again: %s' % ', '.join(failed), unit=failed[0])
    return {'restored': [one['unit'] for one in units if one['was_active']]}


def start_all(units):
    """Gives the units that do not start. Waits for no unit to be ready, nor for the end of one that works until it is done."""
    run(['systemctl', 'reset-failed', '--', *units])
    run(['systemctl', 'start', '--no-block', '--', *units], 60)
    end = time.monotonic() + START_TIMEOUT
    while True:
        states = {unit: show(unit) for unit in units}
        missing = [unit for unit, state in states.items() if not is_up(state) and not is_done(state)]
        is_hopeless = all(states[unit]['ActiveState'] == 'failed' or states[unit]['LoadState'] == 'not-found' for unit in missing)
        if is_hopeless or time.monotonic() > end:
            return missing
        time.sleep(0.5)


def is_done(state):
    """A unit that works until it is done may be so already."""
    return state.get('Type') == 'oneshot' and state['ActiveState'] == 'inactive' and state['Result'] == 'success'
