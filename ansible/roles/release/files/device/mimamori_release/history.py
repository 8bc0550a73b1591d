"""The revisions that have proved themselves on this device, oldest first: a line each time one did.

Order is by line and not by date: a device's clock may have been anywhere.

Next to it, the checks by which each of them proved itself, for a return; and the request at the last proof,
by which a run of the same revision knows whether the inventory says something else now.
"""
import errno
import hashlib
import json
import os
import re

from .files import read_record, read_text, write_durably, write_record
from .units import addressed

LONGEST = 50
PROVED_PARTS = ('services', 'checks', 'proof', 'units')
#: Parts of the request, besides the revision. Settings are compared by their files: they may have changed on the device.
APPLIED_PARTS = ('services', 'checks', 'proof', 'hooks', 'units')


def proven(paths):
    return [line for line in (read_text(paths.history) or '').split('\n') if line]


def add(paths, revision):
    lines = proven(paths)
    if lines[-1:] != [revision]:
        write_durably(paths.history, ''.join('%s\n' % line for line in (lines + [revision])[-LONGEST:]))


def stored(paths):
    """The revisions that lie whole on the device, in no order."""
    try:
        names = os.listdir(paths.releases)
    except FileNotFoundError:
        return []
    return sorted(name for name in names if re.fullmatch(r'[A-Za-z0-9][A-Za-z0-9._-]{0,99}', name) and not name.endswith('.part'))


def linked(paths):
    """The revision that `current` points to; None if there is none, or something else. @throws OSError if that cannot be seen."""
    try:
        return os.path.basename(os.readlink(paths.current))
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EINVAL):
            return None
        raise


def has_proved_itself(paths, revision):
    """Whether it is what runs, and what proved itself last."""
    return revision == linked(paths) == (proven(paths) or [None])[-1]


def is_older(paths, wanted):
    """Whether it had proved itself here before what did so last had for the first time."""
    lines = proven(paths)
    return wanted in lines and lines.index(wanted) < lines.index(lines[-1])


def fallback(paths, wanted):
    """The revision that a failure goes back to: the last one that proved itself, or the linked one if it has done so before; or None.

    That may be the wanted one itself, with the settings and checks of its proof: others are wanted now.
    """
    lines, here = proven(paths), set(stored(paths))
    candidates = [one for one in (*lines[-1:], linked(paths)) if one in lines and one in here]
    return next((one for one in candidates if one != wanted), next(iter(candidates), None))


def earlier(paths, than):
    """The newest proven revision that is still here, other than `than`; or None."""
    here = set(stored(paths))
    return next((one for one in reversed(proven(paths)) if one != than and one in here), None)


def proved_with(paths, revision):
    """The parts, but for `units` in an older record; {} if it proved itself before this was recorded."""
    known = read_record(paths.proved_with).get(revision)
    # A record may have units of a user's session as the inventory has them.
    return addressed(known) if known else {}


def record_proved_with(request, paths):
    here = {revision: parts for revision, parts in read_record(paths.proved_with).items() if revision in stored(paths)}
    here[request['revision']] = {part: request[part] for part in PROVED_PARTS}
    write_record(paths.proved_with, here)


def sum_of_part(request, part):
    """A digest, since the texts of a hook or a check may contain a secret."""
    return hashlib.sha256(json.dumps(request[part], sort_keys=True).encode('utf-8')).hexdigest()


def record_applied(request, paths):
    write_record(paths.applied, {'revision': request['revision'], **{part: sum_of_part(request, part) for part in APPLIED_PARTS}})
