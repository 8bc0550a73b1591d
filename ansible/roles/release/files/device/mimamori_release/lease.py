"""No two runs at once on one device.

A run takes a lease before its first change and renews it with each step; a step's own deadline ends it, so that a run
that was killed delays nobody for long, and one that its server knows to be over, nobody; nor does one whose program runs on
this device, which has a lock (`process_lock`) as long as it lives. Each release has its own; that of a
restart is the whole device's. It lies in /run: a reboot
clears it, and then a step that ssh or an orphan of a killed Ansible tries once more does nothing. Without a reboot
such a step is of the same run: `once` keeps it from working in parallel with the first. Times are the kernel's since boot, since
the date of a device without a clock may jump.
"""
import contextlib
import hashlib
import json
import os
import time

from . import pause
from .files import is_locked, locked, read_text
from .paths import leased_here, Paths, paths_of, whole_device
from .refusal import Refusal


def now():
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def last(paths):
    """The lease that was taken last since the boot, or None."""
    text = read_text(paths.lease)
    return json.loads(text) if text else None


def holder(paths):
    """The lease that is still valid, or None."""
    found = last(paths)
    return found if found and found['until'] > now() else None


def write(paths, request, seconds):
    until = now() + seconds + request['lease_seconds']
    process = {'process_lock': request['process_lock']} if 'process_lock' in request else {}
    with open(paths.lease + '.part', 'w', encoding='utf-8') as file:
        json.dump({'run': request['run'], 'by': request['by'], 'until': until, **process}, file)
    os.replace(paths.lease + '.part', paths.lease)


def is_abandoned(request, found):
    """Whether its process on this device is gone. A run from elsewhere has none here. Who asks with the same lock has it now."""
    lock = found.get('process_lock')
    return lock is not None and (lock == request.get('process_lock') or not is_locked(lock))


def is_over(paths, request, found):
    """The server says so about its own run, or its process has ended; a last step of it may still be at work here, and ends first."""
    return (found['run'] in request.get('closed_runs', ()) or is_abandoned(request, found)) and not is_locked(paths.step_lock)


def other_holder(paths, request):
    """The valid lease of another run, or None."""
    found = holder(paths)
    return found if found and found['run'] != request['run'] and not is_over(paths, request, found) else None


def described(kind, found):
    """For a caller that has words of its own."""
    return {'kind': kind, 'run': found['run'], 'by': found['by'], 'seconds': int(found['until'] - now() + 1)}


def refuse_other(paths, request):
    restart = other_holder(whole_device(), request)
    if restart:
        raise Refusal('this device is about to restart: %s, started from %s. Try again once it has.' % (restart['run'], restart['by']),
                      holder=described('restart', restart))
    found = other_holder(paths, request)
    if found:
        raise Refusal('another update of %s is running on this device: %s, started from %s. Wait until it has ended, and try again; '
                      'if it was killed, its claim expires in %d s.'
                      % (paths.name, found['run'], found['by'], found['until'] - now() + 1), holder=described('update', found))


def take_device(request, seconds):
    """For a restart: of all releases of the device, none is being updated, and none begins to be."""
    device = whole_device()
    with locked(device.lease_lock):
        refuse_other(device, request)
        write(device, request, seconds)
    # Whoever has not seen this by now has a lease to be seen.
    try:
        for name in leased_here():
            paths = Paths(name)
            with locked(paths.lease_lock):
                refuse_other(paths, request)
    except Refusal:
        os.unlink(device.lease)
        raise


def take(request, seconds):
    paths = paths_of(request)
    found = other_holder(paths, request)
    if found and is_abandoned(request, found):
        # Not below the lock: a step takes that one, too.
        with locked(paths.step_lock):
            pass
    with locked(paths.lease_lock):
        refuse_other(paths, request)
        write(paths, request, seconds)


def renew(request, seconds):
    paths = paths_of(request)
    with locked(paths.lease_lock):
        refuse_other(paths, request)
        if (last(paths) or {}).get('run') != request['run']:
            raise Refusal('this run has lost its claim on the device: the device has restarted since, or another run has taken it over')
        write(paths, request, seconds)


def give_back(request):
    paths = paths_of(request)
    with locked(paths.lease_lock):
        if (last(paths) or {}).get('run') == request['run']:
            for path in (paths.steps, paths.restarted):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(path)
            os.unlink(paths.lease)


def remembered(paths, run):
    """The steps that this run has begun, and the answer of the last one if it came to its end."""
    found = json.loads(read_text(paths.steps) or '{}')
    return found if found.get('run') == run else {'run': run, 'begun': []}


def remember(paths, steps):
    """Only root may read it: an answer may have the text of a settings file."""
    beside = paths.steps + '.part'
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as file:
        json.dump(steps, file)
    os.replace(beside, paths.steps)


def once(call, request, deadline, work):
    """The answer of `work()`, or the earlier answer to the same call. `call` is the command and its argument; the time of the call
    is in it, so that only a second start of the very same is the same.

    @throws Refusal if it was begun before, and another has been since.
    """
    paths = paths_of(request)
    step = hashlib.sha256(' '.join(call).encode('utf-8')).hexdigest()
    with locked(paths.step_lock):
        renew(request, deadline)
        steps = remembered(paths, request['run'])
        if step in steps['begun'][:-1]:
            raise Refusal('this step was started again after the connection was lost, but the run has gone on since')
        if step in steps['begun'] and 'answer' in steps:
            return steps['answer']
        steps = {'run': request['run'], 'begun': [one for one in steps['begun'] if one != step] + [step]}
        remember(paths, steps)
        pause.postpone(paths, request, deadline)
        answer = work()
        remember(paths, {**steps, 'answer': answer})
        return answer
