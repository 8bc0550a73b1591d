"""A command of the release's own, in its directory, as its owner, within a deadline that leaves no process behind.

It cannot take all of the disk, since bringing back the release before needs some: for what we write, and for Ansible's own files.
"""
import contextlib
import os
import re
import time

from .paths import paths_of
from .process import describe_exit, last_lines, run
from .redaction import redact
from .refusal import Refusal
from .units import exit_status, show

#: Bytes.
RESERVED = 8 * 1024 * 1024
#: With less than this, nothing that writes works on a device: databases, logs, logins.
FULL = 16 * 1024 * 1024
LAST_LINES = 20
#: Characters of a line.
LONGEST = 500


@contextlib.contextmanager
def reserved(path):
    """Takes the space for a while, if there is as much, and gives it back however that ends."""
    with contextlib.suppress(OSError), open(path, 'wb') as file:
        os.posix_fallocate(file.fileno(), 0, RESERVED)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def full_disks(paths):
    """The directories whose disk is full."""
    found = {path: os.statvfs(path) for path in paths}
    return [path for path, disk in found.items() if disk.f_bavail * disk.f_frsize < FULL or disk.f_files and not disk.f_favail]


def for_systemd(text):
    """systemd puts in variables of its own before a shell sees the text: systemd.service(5), "Command lines"."""
    return text.replace('$', '$$')


def printable(text):
    return re.sub(r'[\x00-\x1f\x7f-\x9f]', ' ', text)[:LONGEST]


def forget(unit, paths):
    run(['systemctl', 'reset-failed', unit])
    with contextlib.suppress(FileNotFoundError):
        os.unlink(paths.hook_done)


def command(request):
    """Runs `hooks[hook]`. As a unit of its own: systemd ends all of it at the deadline, also when the server is gone.

    @throws Refusal unless its shell has ended by itself with 0, and has left some of the disk free.
    """
    paths, hook = paths_of(request), request['hook']
    directory, seconds = paths.release(request['revision']), request['hook_seconds']
    unit = 'mimamori-hook-%s.service' % paths.name
    # It may be there from a run that was killed.
    run(['systemctl', 'stop', unit])
    forget(unit, paths)
    environment = {'RELEASE_NAME': paths.name, 'RELEASE_REVISION': request['revision'], 'RELEASE_DIRECTORY': directory,
                   'RELEASE_ROOT': paths.root, 'RELEASE_SHARED': paths.shared}
    # The end of a oneshot by a signal is no clean one, as TERM, HUP, INT and PIPE are to all other types; and the command after its start
    # is run only if it was clean, and nobody has stopped it (systemd.service(5)). The code of systemd-run may be 0 in a shutdown.
    # Its output comes through a pipe, and no more of it is kept than can be shown: not on the disk, not in a memory disk.
    argv = ['systemd-run', '--quiet', '--wait', '--pipe', '--unit=' + unit, '--service-type=oneshot',
            '--property=ExecStartPost=+/bin/touch ' + paths.hook_done,
            '--uid=' + request['owner'], '--gid=' + request['group'], '--working-directory=' + directory, '--property=IgnoreSIGPIPE=no',
            '--property=TimeoutStartSec=%d' % seconds, '--property=TimeoutStopSec=5', '--property=KillMode=control-group',
            *('--setenv=%s=%s' % pair for pair in environment.items()),
            '/bin/sh', '-c', for_systemd('exec 2>&1\n' + request['hooks'][hook])]
    began, disks = time.monotonic(), (paths.releases, paths.state)
    full_before = full_disks(disks)
    with reserved(paths.reserve):
        _status, output, error = run(argv, seconds + 15)
        filled = [path for path in full_disks(disks) if path not in full_before]
    lines = [printable(line) for line in last_lines(output, LAST_LINES)]
    reasons = [] if os.path.exists(paths.hook_done) else [reason_of(show(unit), time.monotonic() - began, seconds)]
    reasons += ['has filled the disk at %s' % path for path in filled]
    forget(unit, paths)
    if reasons:
        last = ' / '.join(line for line in lines[-3:] if line) or error.strip().split('\n')[0]
        command_line = printable(redact(request['hooks'][hook].strip()))
        raise Refusal('the hook %s (%s) %s%s' % (hook, command_line, ', and '.join(reasons), last and ': ' + last))
    return {'output': lines}


def reason_of(state, took, seconds):
    """The reason why a hook failed: a unit that failed is kept until its failure is forgotten."""
    status = exit_status(state)
    if run(['systemctl', 'is-system-running'])[1].strip() == 'stopping':
        return 'was cut off: the device is shutting down'
    if state['Result'] == 'oom-kill':
        return 'ran out of memory'
    if took >= seconds and state['Result'] != 'exit-code':
        return 'did not end within %d s' % seconds
    # It may have caught the signal, and ended with 0.
    return describe_exit(status) if status else 'was stopped before it had ended'
