"""The revisions that have proved themselves on this device, oldest first: a line each time one did.

Order is by line and not by date: a device's clock may have been anywhere.
"""
import errno
import os
import re

from .durable import read_text, write_durably

LONGEST = 50


def proven(places):
    return [line for line in (read_text(places.history) or '').split('\n') if line]


def add(places, revision):
    lines = proven(places)
    if lines[-1:] != [revision]:
        write_durably(places.history, ''.join('%s\n' % line for line in (lines + [revision])[-LONGEST:]))


def kept(places):
    """The revisions that lie whole on the device, in no order."""
    try:
        names = os.listdir(places.releases)
    except FileNotFoundError:
        return []
    return sorted(name for name in names if re.fullmatch(r'[A-Za-z0-9][A-Za-z0-9._-]{0,99}', name) and not name.endswith('.part'))


def linked(places):
    """The revision that `current` points to; None where there is none, or something else in its place. @throws OSError where that cannot be seen."""
    try:
        return os.path.basename(os.readlink(places.current))
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EINVAL):
            return None
        raise


def has_proved_itself(places, revision):
    """Whether it is what runs, and what proved itself last."""
    return revision == linked(places) == (proven(places) or [None])[-1]


def is_older(places, wanted):
    """Whether it had proved itself here before what did so last had for the first time."""
    lines = proven(places)
    return wanted in lines and lines.index(wanted) < lines.index(lines[-1])


def fallback(places, wanted):
    """Where a failure goes back to: what proved itself last, or what is linked and has done so before; or None.

    That may be the wanted one itself, with what it proved itself with: other settings or checks are wanted now.
    """
    lines, here = proven(places), set(kept(places))
    candidates = [one for one in (*lines[-1:], linked(places)) if one in lines and one in here]
    return next((one for one in candidates if one != wanted), next(iter(candidates), None))


def earlier(places, than):
    """The newest proven revision that is still here, other than `than`; or None."""
    here = set(kept(places))
    return next((one for one in reversed(proven(places)) if one != than and one in here), None)
