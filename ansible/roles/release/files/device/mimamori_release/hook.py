"""A command of the release's own, in its directory, as its owner, within a deadline that leaves no process behind."""
import contextlib
import os
import re
import time

from . import disk_reserve, ending
from .places import places_of
from .process import run
from .redaction import redact
from .refusal import Refusal
from .last_output import last_lines
from .units import show

LAST_LINES = 20
#: Characters of a line.
LONGEST = 500


def for_systemd(text):
    """systemd puts in variables of its own before a shell sees the text: systemd.service(5), "Command lines"."""
    return text.replace('$', '$$')


def printable(text):
    return re.sub(r'[\x00-\x1f\x7f-\x9f]', ' ', text)[:LONGEST]


def forget(unit, places):
    run(['systemctl', 'reset-failed', unit])
    with contextlib.suppress(FileNotFoundError):
        os.unlink(places.hook_done)


def command(request):
    """Runs `hooks[hook]`. As a unit of its own: systemd ends all of it at the deadline, also when the server is gone.

    @throws Refusal unless its shell has ended by itself with 0, and has left some of the disk free.
    """
    places, hook = places_of(request), request['hook']
    directory, seconds = places.release(request['revision']), request['hook_seconds']
    unit = 'mimamori-hook-%s.service' % places.name
    # Of a run that was killed.
    run(['systemctl', 'stop', unit])
    forget(unit, places)
    environment = {'RELEASE_NAME': places.name, 'RELEASE_REVISION': request['revision'], 'RELEASE_DIRECTORY': directory,
                   'RELEASE_ROOT': places.root, 'RELEASE_SHARED': places.shared}
    # The end of a oneshot by a signal is no clean one, as TERM, HUP, INT and PIPE are to all other types; and what comes after its start
    # is run only where it was clean, and nobody has stopped it (systemd.service(5)). The code of systemd-run may be 0 in a shutdown.
    # Its output comes to us through a pipe, of which no more is kept than can be shown: not to the disk, not to a memory disk.
    argv = ['systemd-run', '--quiet', '--wait', '--pipe', '--unit=' + unit, '--service-type=oneshot', '--property=ExecStartPost=+/bin/touch ' + places.hook_done,
            '--uid=' + request['owner'], '--gid=' + request['group'], '--working-directory=' + directory, '--property=IgnoreSIGPIPE=no',
            '--property=TimeoutStartSec=%d' % seconds, '--property=TimeoutStopSec=5', '--property=KillMode=control-group',
            *('--setenv=%s=%s' % pair for pair in environment.items()), '/bin/sh', '-c', for_systemd('exec 2>&1\n' + request['hooks'][hook])]
    began, disks = time.monotonic(), (places.releases, places.state)
    full_before = disk_reserve.full(disks)
    with disk_reserve.held(places.reserve):
        _status, output, error = run(argv, seconds + 15)
        filled = [path for path in disk_reserve.full(disks) if path not in full_before]
    lines = [printable(line) for line in last_lines(output, LAST_LINES)]
    reasons = [] if os.path.exists(places.hook_done) else [reason_of(show(unit), time.monotonic() - began, seconds)]
    reasons += ['has filled the disk at %s' % path for path in filled]
    forget(unit, places)
    if reasons:
        last = ' / '.join(line for line in lines[-3:] if line) or error.strip().split('\n')[0]
        raise Refusal('the hook %s (%s) %s%s' % (hook, printable(redact(request['hooks'][hook].strip())), ', and '.join(reasons), last and ': ' + last))
    return {'output': lines}


def reason_of(state, took, seconds):
    """Of a hook that did not do its work: a unit that failed is kept until its failure is forgotten."""
    status = ending.of_main_process(state)
    if run(['systemctl', 'is-system-running'])[1].strip() == 'stopping':
        return 'was cut off: the device is shutting down'
    if state['Result'] == 'oom-kill':
        return 'ran out of memory'
    if took >= seconds and state['Result'] != 'exit-code':
        return 'did not end within %d s' % seconds
    # It may have caught the signal, and ended with 0.
    return ending.words(status) if status else 'was stopped before it had ended'
