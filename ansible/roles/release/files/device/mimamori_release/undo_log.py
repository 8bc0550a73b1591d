"""The undo log of the settings: the files before a release that has yet to prove itself changed them.

`undo-log.json` is on the disk before the first file is changed, and until the release has proved itself or all is put
back, whatever happens in between: power may be lost, Ansible killed. `settings-keys.json` has, for each file, the keys
that a release of ours brought: an older release that does not know them may come back.

Settings go back to those of the release before, or because their own release has never run.
"""
import contextlib
import json
import os
import stat
import sys

from . import history, lease, pause, placed_units, restart
from .files import directory_of, locked, read_in, read_text, sum_of, sync_directory, write_in, write_record
from .paths import Paths
from .refusal import Refusal
from .units import is_up, show


def read(paths):
    """The open undo log, or None. Its fields:

    `revision`, `root` and `services` of the release that the files were written for, `is_again` if it had proved itself before with
    others, `keys` by path as `brought_keys`, and `files` by path: `copy` below paths.backup, None if there was no file, and `sums`,
    the SHA-256 of everything that we wrote.
    """
    text = read_text(paths.undo_log)
    return json.loads(text) if text else None


def save(paths, undo):
    write_record(paths.undo_log, undo)


def remove(paths):
    os.unlink(paths.undo_log)
    sync_directory(paths.state)


def brought_keys(paths):
    """Path to the keys in that file which releases brought, and not somebody on the device."""
    proven = json.loads(read_text(paths.settings_keys) or '{}')
    return {**proven, **(read(paths) or {'keys': {}})['keys']}


def commit(paths):
    """The release has proved itself, and keeps its settings."""
    undo = read(paths)
    if undo is not None:
        placed_units.record_placed(paths, undo)
        write_record(paths.settings_keys, brought_keys(paths))
        remove(paths)


def finish_commit(paths):
    """Power may have been lost after a proof was recorded, and before its settings were."""
    undo = read(paths)
    if undo and not undo.get('is_again') and history.has_proved_itself(paths, undo['revision']):
        commit(paths)


def found_at(path):
    """Gives (content, status), or (None, None) if there is no such file."""
    try:
        with directory_of(path) as (directory, name):
            return read_in(directory, name)
    except FileNotFoundError:
        return None, None


def put_back_one(path, copy):
    if copy is None:
        placed_units.disable(path)
        with contextlib.suppress(FileNotFoundError), directory_of(path) as (directory, name):
            os.unlink(name, dir_fd=directory)
            os.fsync(directory)
        return
    with open(copy, 'rb') as file, directory_of(path, is_made=True) as (directory, name):
        before = os.fstat(file.fileno())
        write_in(directory, name, file.read(), stat.S_IMODE(before.st_mode), (before.st_uid, before.st_gid))


def is_as_it_was(path, copy):
    there, now = found_at(path)
    with open(copy, 'rb') as file:
        before = os.fstat(file.fileno())
        return now is not None and there == file.read() and all(
            getattr(now, one) == getattr(before, one) for one in ('st_mode', 'st_uid', 'st_gid'))


def put_back(paths, undo, is_wanted=lambda _path, _one: True):
    """Gives a sentence for each file that could not be put back, after all the others are. Those stay in the undo log."""
    failed, left = [], {}
    for path, one in undo['files'].items():
        copy = one['copy'] and os.path.join(paths.backup, one['copy'])
        try:
            # The update may have ended before it wrote this one.
            if is_wanted(path, one) and not (copy and is_as_it_was(path, copy)):
                put_back_one(path, copy)
        except (OSError, Refusal) as error:
            failed.append('%s was not put back: %s%s' % (path, error, copy and '. Its old content is in %s' % copy or ''))
            left[path] = one
    try:
        placed_units.reload_systemd(undo['files'])
    except Refusal as error:
        failed.append(str(error))
    if left:
        # On a full disk it stays unchanged, and names more files than are left.
        with contextlib.suppress(OSError):
            save(paths, {**undo, 'files': left, 'keys': {}})
    else:
        remove(paths)
    return failed


def is_ours(path, one):
    """Whether the file is as the role wrote it: nobody has changed it since."""
    return sum_of(found_at(path)[0]) in one['sums']


def make_way(paths, runs):
    """Puts back files that were written for another release than the one that `runs`, except files that somebody has changed since.

    Gives whether anything was open, and a sentence for each file that could not be put back.
    """
    undo = read(paths)
    if undo is None or undo['revision'] == runs:
        return False, []
    return True, put_back(paths, undo, is_ours)


def after_boot(name):
    """For the restorer: an update that was cut off before its switch has left settings that the release which runs does not know."""
    undo = read(Paths(name))
    if undo is None or lease.holder(Paths(name)):
        return
    paths = Paths(name, undo['root'])
    finish_commit(paths)
    # Settings of a release that had proved itself with others have proved nothing, whatever runs.
    was_open, failed = make_way(paths, None if undo.get('is_again') else history.linked(paths))
    if not was_open:
        return
    for sentence in failed:
        print(sentence, file=sys.stderr)
    # A run that has only slept this long must not go on without its settings: its next step finds that the claim is lost.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(paths.lease)
    # They may have started with files that are gone now.
    for unit in undo['services']:
        # A user's own systemd may not be there yet, and then nothing has started.
        with contextlib.suppress(Refusal):
            state = show(unit)
            # One that has failed was to run, and perhaps failed for that.
            if is_up(state) or state['ActiveState'] == 'failed':
                restart.restart(unit, 90)


def restore(name):
    """Starts the paused units; one that could not be started stays in the list, for the next boot."""
    paths = Paths(name)
    try:
        with locked(paths.lease_lock):
            after_boot(name)
    finally:
        # Role and timer may come at the same moment.
        with locked(paths.pause_lock):
            answer = pause.resume(paths)
    return answer
