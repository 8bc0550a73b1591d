"""No two runs at once on one device.

A run takes a lease before its first change and renews it with each step; a step's own deadline ends it, so that a run
that was killed holds nobody up for long, and one that its server knows to be over, nobody; nor does one whose program runs on
this device, which holds a lock (`process_lock`) as long as it lives. Each release has its own; that of a
restart is the whole device's. It lies in /run: a reboot
clears it, and then a step that ssh or an orphan of a killed Ansible tries once more comes to nothing. Without a reboot
such a step is of the same run: step.py keeps it from working beside the first. Times are the kernel's since boot, since
the date of a device without a clock may jump.
"""
import contextlib
import json
import os
import time

from .durable import read_text
from .lock import held, is_held
from .places import Places, leased_here, places_of, whole_device
from .refusal import Refusal


def now():
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def last(places):
    """The lease that was taken last since the boot, or None."""
    text = read_text(places.lease)
    return json.loads(text) if text else None


def holder(places):
    """The lease that still holds, or None."""
    found = last(places)
    return found if found and found['until'] > now() else None


def write(places, request, seconds):
    until = now() + seconds + request['lease_seconds']
    process = {'process_lock': request['process_lock']} if 'process_lock' in request else {}
    with open(places.lease + '.part', 'w', encoding='utf-8') as file:
        json.dump({'run': request['run'], 'by': request['by'], 'until': until, **process}, file)
    os.replace(places.lease + '.part', places.lease)


def is_abandoned(request, found):
    """Whether its process on this device is gone. A run from elsewhere has none here. Who asks with the same lock has it now."""
    lock = found.get('process_lock')
    return lock is not None and (lock == request.get('process_lock') or not is_held(lock))


def is_over(places, request, found):
    """By the word of the server whose run it was, or with its process; a last step of it may still be at work here, and ends first."""
    return (found['run'] in request.get('closed_runs', ()) or is_abandoned(request, found)) and not is_held(places.step_lock)


def other_holder(places, request):
    """The lease of another run that holds, or None."""
    found = holder(places)
    return found if found and found['run'] != request['run'] and not is_over(places, request, found) else None


def described(kind, found):
    """For a caller that has words of its own."""
    return {'kind': kind, 'run': found['run'], 'by': found['by'], 'seconds': int(found['until'] - now() + 1)}


def refuse_other(places, request):
    restart = other_holder(whole_device(), request)
    if restart:
        raise Refusal('this device is about to restart: %s, started from %s. Try again once it has.' % (restart['run'], restart['by']),
                      holder=described('restart', restart))
    found = other_holder(places, request)
    if found:
        raise Refusal('another update of %s is running on this device: %s, started from %s. Wait until it has ended, and try again; '
                      'if it was killed, its claim expires in %d s.'
                      % (places.name, found['run'], found['by'], found['until'] - now() + 1), holder=described('update', found))


def take_device(request, seconds):
    """For a restart: of all releases of the device, none is being updated, and none begins to be."""
    device = whole_device()
    with held(device.lease_lock):
        refuse_other(device, request)
        write(device, request, seconds)
    # Whoever has not seen this by now has a lease to be seen.
    try:
        for name in leased_here():
            places = Places(name)
            with held(places.lease_lock):
                refuse_other(places, request)
    except Refusal:
        os.unlink(device.lease)
        raise


def take(request, seconds):
    places = places_of(request)
    found = other_holder(places, request)
    if found and is_abandoned(request, found):
        # Not below the lock: a step takes that one, too.
        with held(places.step_lock):
            pass
    with held(places.lease_lock):
        refuse_other(places, request)
        write(places, request, seconds)


def renew(request, seconds):
    places = places_of(request)
    with held(places.lease_lock):
        refuse_other(places, request)
        if (last(places) or {}).get('run') != request['run']:
            raise Refusal('this run has lost its claim on the device: the device has restarted since, or another run has taken it over')
        write(places, request, seconds)


def give_back(request):
    places = places_of(request)
    with held(places.lease_lock):
        if (last(places) or {}).get('run') == request['run']:
            for path in (places.steps, places.restarted):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(path)
            os.unlink(places.lease)
