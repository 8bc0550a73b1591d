"""How the release on the device is: what an update would find, what its own checks say, and what an earlier run left behind."""
import os

from . import checks, lease, preflight, unit_check
from .paths import paths_of
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


def command(request):
    """`problems` has a sentence each. Waits for checks and proof only where the request is `patient` (after a reboot)."""
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
        **found,
        'clock_skew_seconds': round(preflight.clock_skew(request)),
        'memory_available_mb': preflight.memory_available() // preflight.MEGABYTE,
        'disk_available_mb': disk.f_bavail * disk.f_frsize // preflight.MEGABYTE
    }
