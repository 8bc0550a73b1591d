"""What rests on the device: the condition that keeps it from starting, and the journal of it.

Restart=always, timers and dependencies would revive what was only stopped. A runtime mask does not keep back a unit whose
file is in /etc, where most people's are; a condition in a drop-in below /run does for all.
"""
import json
import os

from .durable import read_text, write_durably


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
