"""Settings files go back to what they were: with the release before, or because theirs has not come to run."""
import contextlib
import hashlib
import os
import stat
import sys

from . import history, lease, linkless, undo_log, unit_files
from .durable import write_in
from .places import Places
from .process import run
from .refusal import Refusal
from .units import show
from .user_units import systemctl


def sum_of(content):
    """None where there is no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def found_at(path):
    """Gives (content, status), or (None, None) where there is no such file."""
    try:
        with linkless.directory_of(path) as (directory, name):
            return linkless.read_in(directory, name)
    except FileNotFoundError:
        return None, None


def put_back_one(path, copy):
    if copy is None:
        unit_files.take_away(path)
        with contextlib.suppress(FileNotFoundError), linkless.directory_of(path) as (directory, name):
            os.unlink(name, dir_fd=directory)
            os.fsync(directory)
        return
    with open(copy, 'rb') as file, linkless.directory_of(path, is_made=True) as (directory, name):
        before = os.fstat(file.fileno())
        write_in(directory, name, file.read(), stat.S_IMODE(before.st_mode), (before.st_uid, before.st_gid))


def is_as_it_was(path, copy):
    there, now = found_at(path)
    with open(copy, 'rb') as file:
        before = os.fstat(file.fileno())
        return now is not None and there == file.read() and all(
            getattr(now, one) == getattr(before, one) for one in ('st_mode', 'st_uid', 'st_gid'))


def put_back(places, undo, is_wanted=lambda _path, _one: True):
    """Gives a sentence for each file that could not be put back, after all the others are. Those stay in the undo log."""
    failed, left = [], {}
    for path, one in undo['files'].items():
        copy = one['copy'] and os.path.join(places.backup, one['copy'])
        try:
            # The update may have ended before it wrote this one.
            if is_wanted(path, one) and not (copy and is_as_it_was(path, copy)):
                put_back_one(path, copy)
        except (OSError, Refusal) as error:
            failed.append('%s was not put back: %s%s' % (path, error, copy and '. Its old content is in %s' % copy or ''))
            left[path] = one
    try:
        unit_files.reload_systemd(undo['files'])
    except Refusal as error:
        failed.append(str(error))
    if left:
        # On a full disk it stays as it is, which names more than is left.
        with contextlib.suppress(OSError):
            undo_log.save(places, {**undo, 'files': left, 'keys': {}})
    else:
        undo_log.remove(places)
    return failed


def is_ours(path, one):
    """Whether the file is as the role wrote it: nobody has changed it since."""
    return sum_of(found_at(path)[0]) in one['sums']


def make_way(places, runs):
    """What was written for another release than the one that `runs` goes back, but for files that somebody has changed since.

    Gives whether anything was open, and a sentence for each file that could not be put back.
    """
    undo = undo_log.read(places)
    if undo is None or undo['revision'] == runs:
        return False, []
    return True, put_back(places, undo, is_ours)


def after_boot(name):
    """For the restorer: an update that was cut off before its switch has left settings that the release which runs does not know."""
    undo = undo_log.read(Places(name))
    if undo is None or lease.holder(Places(name)):
        return
    places = Places(name, undo['root'])
    undo_log.finish_commit(places)
    # Of a release that had proved itself with others, they have proved nothing, whatever runs.
    was_open, failed = make_way(places, None if undo.get('is_again') else history.linked(places))
    if not was_open:
        return
    for sentence in failed:
        print(sentence, file=sys.stderr)
    # A run that has only slept so long must not go on without its settings: its next step finds that the claim is lost.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(places.lease)
    # They may have started with what is gone now.
    for unit in undo['services']:
        # A user's own systemd may not be there yet, and nothing of it has started then.
        with contextlib.suppress(Refusal):
            # One that has failed was to run, and perhaps failed for that.
            has_failed = show(unit)['ActiveState'] == 'failed'
            if has_failed:
                run(systemctl(unit, 'reset-failed'))
            run(systemctl(unit, 'restart' if has_failed else 'try-restart'), 90)
