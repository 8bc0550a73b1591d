"""What rests comes back. Called by the role, by the dead-man timer and at boot."""
import os

from . import deadman, resting, settings_return
from .lock import held
from .places import Places
from .process import must, run
from .refusal import Refusal


def command(name):
    """What could not be started stays in the journal, for the next boot."""
    places = Places(name)
    # Role and timer may come at the same moment.
    with held(places.lease_lock):
        try:
            settings_return.after_boot(name)
        finally:
            answer = bring_back(places)
        return answer


def bring_back(places):
    units = resting.read_journal(places)
    for one in units:
        resting.unmask(one['unit'])
    failed = []
    if units:
        must(['systemctl', 'daemon-reload'], 60)
        for one in reversed(units):
            if one['was_active'] and run(['systemctl', 'start', '--', one['unit']], 90)[0] != 0:
                failed.append(one)
        if failed:
            resting.write_journal(places, failed)
        else:
            os.unlink(places.paused)
    deadman.disarm(places)
    if failed:
        names = ', '.join(one['unit'] for one in failed)
        raise Refusal('paused for the update, and did not start again: %s' % names, unit=failed[0]['unit'])
    return {'restored': [one['unit'] for one in units if one['was_active']]}
