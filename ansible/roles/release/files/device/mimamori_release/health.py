"""The state of the release on the device: what an update would find, the results of its own checks, and leftovers of an earlier run."""
import os

from . import checks, lease, preflight, restart, settings, unit_check
from .paths import paths_of
from .process import must, run
from .refusal import Refusal


def left_behind(paths, found):
    if lease.holder(paths):
        return
    if found['paused']:
        yield ('paused for an update that has ended: %s. They are resumed by themselves soon, or by the next update.'
               % ', '.join(found['paused']))
    if found['linked'] != found['proven']:
        yield ('current points to %s, and what last proved itself is %s: an update was interrupted. Update again.'
               % (found['linked'], found['proven']))


def tried(step, request):
    """The objection of a step to the device, or None."""
    try:
        step(request)
    except Refusal as refusal:
        yield str(refusal)


def has_restarted(seconds):
    """Whether the device has restarted within this time, or is going down. By systemd's own start: the kernel's is older in a container."""
    if not seconds:
        return False
    began = int(must(['systemctl', 'show', '--property=UserspaceTimestampMonotonic', '--value']))
    is_young = restart.monotonic() - began < seconds * 1_000_000
    return is_young or run(['systemctl', 'is-system-running'])[1].strip() == 'stopping'


def command(request):
    """`problems` has a sentence each. Waits for checks and proof only if the request is `patient` (after a reboot)."""
    paths = paths_of(request)
    found = preflight.facts(request)
    if not request['patient']:
        request = {**request, 'checks_within': 0, 'proof_within': 0, 'checks': [{**check, 'within': None} for check in request['checks']]}
    # The checks, too, report a unit that is not there.
    reported_by_checks = (preflight.check_other_run, unit_check.check_units)
    problems = [reason for check in preflight.ALL if check not in reported_by_checks for reason in check(request, paths)]
    problems += left_behind(paths, found)
    problems += tried(checks.check_all, request)
    if found['proven']:
        problems += tried(checks.prove, {**request, 'revision': found['proven']})
    else:
        problems.append('no release has proved itself on this device yet')
    disk = os.statvfs(preflight.existing(paths.releases))
    return {
        'problems': problems,
        'has_restarted': has_restarted(request['watched_seconds']),
        'no_longer_in_settings': [path for path in settings.reported_left(paths) if os.path.lexists(path)],
        **found,
        'clock_skew_seconds': round(preflight.clock_skew(request)),
        'memory_available_mb': preflight.memory_available() // preflight.MEGABYTE,
        'disk_available_mb': disk.f_bavail * disk.f_frsize // preflight.MEGABYTE
    }
