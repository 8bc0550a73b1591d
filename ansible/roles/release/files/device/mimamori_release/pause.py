"""What is heavy rests during an update, and comes back whatever becomes of the server.

Before a unit is stopped it is written into a journal on the disk, and two things are made ready that need no server: a
timer that restores all of it after `deadman_seconds`, and a unit that does so at the next boot, since timer and mask
are in /run and a reboot clears them.

Restart=always, timers and dependencies would revive what was only stopped. A runtime mask does not keep back a unit whose
file is in /etc, where most people's are; a condition in a drop-in below /run does for all.
"""
import json
import os
import shutil
import sys

from .durable import read_text, write_durably
from .lease import locked
from .places import PROGRAM, Places, places_of
from .process import must, run
from .refusal import Refusal
from .units import is_up, show

ACCURACY = 'AccuracySec=1s'

RESTORE_UNIT = """[Unit]
Description=Bring back what an update of %(name)s has paused
ConditionPathExists=%(journal)s
After=multi-user.target

[Service]
Type=oneshot
ExecStart=/usr/bin/python3 %(program)s restore 300 %(name)s

[Install]
WantedBy=multi-user.target
"""


def drop_in(unit):
    return '/run/systemd/system/%s.d/50-mimamori-paused.conf' % unit


def mask(unit, places):
    os.makedirs(os.path.dirname(drop_in(unit)), exist_ok=True)
    with open(drop_in(unit), 'w', encoding='utf-8') as file:
        file.write('# An update of %s is under way. The journal is %s.\n[Unit]\nConditionPathExists=!%s\n' % (places.name, places.paused, places.paused))


def unmask(unit):
    if os.path.exists(drop_in(unit)):
        os.unlink(drop_in(unit))
        if not os.listdir(os.path.dirname(drop_in(unit))):
            os.rmdir(os.path.dirname(drop_in(unit)))


def write_journal(places, units):
    write_durably(places.paused, json.dumps({'units': units}, indent=2) + '\n')


def read_journal(places):
    text = read_text(places.paused)
    return json.loads(text)['units'] if text else []


def install_restorer(places):
    """The program itself, and the unit for timer and boot."""
    os.makedirs(os.path.dirname(PROGRAM), exist_ok=True)
    shutil.copyfile(sys.argv[0], PROGRAM + '.part')
    with open(PROGRAM + '.part', 'rb') as file:
        os.fsync(file.fileno())
    os.replace(PROGRAM + '.part', PROGRAM)
    unit_file = '/etc/systemd/system/%s.service' % places.restore_unit
    wanted = RESTORE_UNIT % {'name': places.name, 'journal': places.paused, 'program': PROGRAM}
    if read_text(unit_file) != wanted:
        write_durably(unit_file, wanted)
        must(['systemctl', 'daemon-reload'], 60)
    must(['systemctl', 'enable', '--quiet', places.restore_unit + '.service'], 60)


def arm(places, seconds):
    disarm(places)
    must(['systemd-run', '--quiet', '--unit=' + places.restore_unit + '.service', '--on-active=%ds' % seconds, '--timer-property=' + ACCURACY])


def disarm(places):
    run(['systemctl', 'stop', places.restore_unit + '.timer'])


def timers_first(unit):
    return (not unit.endswith('.timer'), not unit.endswith(('.path', '.socket')))


def command(request):
    places = places_of(request)
    with locked(places):
        return pause(places, request)


def pause(places, request):
    # What an earlier run has paused and could not restore stays in the journal, with what it knew of it.
    earlier = read_journal(places)
    known = {one['unit'] for one in earlier}
    states = {unit: show(unit) for unit in request['pause_units'] if unit not in known}
    units = earlier + [{'unit': unit, 'was_active': is_up(state)} for unit, state in states.items() if state['LoadState'] == 'loaded']
    if not units:
        return {'paused': []}
    units.sort(key=lambda one: timers_first(one['unit']))
    install_restorer(places)
    write_journal(places, units)
    arm(places, request['deadman_seconds'])
    for one in units:
        mask(one['unit'], places)
    must(['systemctl', 'daemon-reload'], 60)
    for one in units:
        must(['systemctl', 'stop', '--', one['unit']], request['restart_seconds'], unit=one['unit'])
    return {'paused': [one['unit'] for one in units if one['was_active']]}


def restore(name):
    """Called by the role, by the timer and at boot. What could not be started stays in the journal, for the next boot."""
    places = Places(name)
    # Role and timer may come at the same moment.
    with locked(places):
        return bring_back(places)


def bring_back(places):
    units = read_journal(places)
    for one in units:
        unmask(one['unit'])
    failed = []
    if units:
        must(['systemctl', 'daemon-reload'], 60)
        for one in reversed(units):
            if one['was_active'] and run(['systemctl', 'start', '--', one['unit']], 90)[0] != 0:
                failed.append(one)
        if failed:
            write_journal(places, failed)
        else:
            os.unlink(places.paused)
    disarm(places)
    if failed:
        names = ', '.join(one['unit'] for one in failed)
        raise Refusal('paused for the update, and did not start again: %s' % names, unit=failed[0]['unit'])
    return {'restored': [one['unit'] for one in units if one['was_active']]}
