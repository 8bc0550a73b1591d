"""What is paused on the device: the condition that keeps it from starting, and the list of it on the disk.

Restart=always, timers and dependencies would revive what was only stopped. A runtime mask does not keep back a unit whose
file is in /etc, where most people's are; a condition in a drop-in below /run does for all.
"""
import json
import os

from .durable import read_text, write_durably
from .places import Places, names_here

UNITS = '/run/systemd/system'


def drop_in(unit, places):
    """One for each release that has paused the unit: it starts when none has."""
    return '%s/%s.d/50-mimamori-%s-paused.conf' % (UNITS, unit, places.name)


def mask(unit, places):
    os.makedirs(os.path.dirname(drop_in(unit, places)), exist_ok=True)
    with open(drop_in(unit, places), 'w', encoding='utf-8') as file:
        file.write('# An update of %s is under way. What is paused stands in %s.\n[Unit]\nConditionPathExists=!%s\n' % (places.name, places.paused, places.paused))


def unmask(unit, places):
    path = drop_in(unit, places)
    if os.path.exists(path):
        os.unlink(path)
        if not os.listdir(os.path.dirname(path)):
            os.rmdir(os.path.dirname(path))


def write_paused(places, units):
    write_durably(places.paused, json.dumps({'units': units}, indent=2) + '\n')


def read_paused(places):
    text = read_text(places.paused)
    return json.loads(text)['units'] if text else []


def paused_by_others(places):
    """What the other releases on this device have paused: unit to whether it was active."""
    return {one['unit']: one['was_active'] for name in names_here() if name != places.name for one in read_paused(Places(name))}
