"""Settings files: read for the server to compare, written with a copy of the old ones, put back.

What is to be written comes in a file that only root reads, since the arguments of a process are everybody's.
"""
import base64
import json
import os
import secrets
import shutil
import stat

from . import history, pause, placed_units, restart, switch, undo_log
from .files import (
    directory_of, ids_of, name_of_group, name_of_user, read_in, read_linkless, read_record, read_text, sum_of, sync_directory, write_durably, write_in
)
from .paths import paths_of
from .refusal import Refusal


def encoded(content):
    return None if content is None else base64.b64encode(content).decode('ascii')


def attributes(status):
    """The owner and group of the file, by name if there is one, and its mode."""
    return {'mode': '%04o' % stat.S_IMODE(status.st_mode), 'owner': name_of_user(status.st_uid), 'group': name_of_group(status.st_gid)}


def found_one(one, ours, request, paths):
    there, status = undo_log.found_at(one['path'])
    return {
        'there': encoded(there),
        'is_there_as': attributes(status) if status else None,
        # The release belongs to the service, which could have put a link to any file there.
        'brought': encoded(read_linkless('%s/%s' % (request['revision'], one['file']), paths.releases)) if one.get('file') else None,
        'ours': ours.get(one['path'], [])
    }


def found(request, paths):
    """For each file the device's text, the release's text, and the keys that releases have brought before.

    `is_open`: an update that was cut off has written some of it, and a failure still goes back to its copies.
    """
    ours = undo_log.brought_keys(paths)
    return {'is_open': undo_log.read(paths) is not None, 'files': [found_one(one, ours, request, paths) for one in request['settings']]}


def left(request, paths):
    """Files that releases have brought, that are still there, and that the inventory no longer has. An unlisted unit file is removed
    by placed_units."""
    listed = {*request['settings_kept'], *(one['path'] for one in request['settings'])}
    unlisted = [path for path in undo_log.brought_keys(paths) if path not in listed and not placed_units.is_unit_file(path)]
    return [path for path in unlisted if os.path.lexists(path)]


def reported_left(paths):
    """Names the files of `left` that a run has reported. Anybody may read it, unlike the settings."""
    return json.loads(read_text(paths.settings_left) or '[]')


def newly_left(request, paths):
    """Gives the files of `left` that no run has reported yet: afterwards only a health check does, as long as they exist."""
    found, reported = left(request, paths), reported_left(paths)
    if found != reported:
        write_durably(paths.settings_left, json.dumps(found) + '\n')
    return [path for path in found if path not in reported]


def record_left(request):
    """Records them as reported, for a run that changes nothing else."""
    newly_left(request, paths_of(request))


def read(request):
    """The same as `found`, after putting back the files of a release that never ran."""
    paths = paths_of(request)
    undo_log.finish_commit(paths)
    undo_log.make_way(paths, history.linked(paths))
    return found(request, paths)


def refuse_changed(one, there):
    """@throws Refusal if the file is not what the server has compared: the service may have written to it."""
    if sum_of(there) != one['was']:
        raise Refusal('%s was changed on the device during the update, and is left as it is. Run the update again; if it happens again, '
                      'the service writes its own settings: list it in release_pause_units.' % one['path'])


def make_backup(request, paths):
    """A new directory for copies, as its path below paths.backup. Those of an earlier installation are never written over."""
    os.makedirs(paths.backup, mode=0o700, exist_ok=True)
    made = os.path.join(request['revision'], secrets.token_hex(8))
    os.makedirs(os.path.join(paths.backup, made), mode=0o700)
    for above in (paths.state, paths.backup, os.path.join(paths.backup, request['revision'])):
        sync_directory(above)
    return made


def remember(one, earlier, paths, backup):
    """The entry of the undo log for a file that is about to be written; `earlier` is the present one. Copies the file unchanged."""
    there, before = undo_log.found_at(one['path'])
    refuse_changed(one, there)
    wanted = sum_of(base64.b64decode(one['content']))
    if earlier and sum_of(there) in earlier['sums']:
        return {**earlier, 'sums': [*earlier['sums'], wanted]}
    if before is None:
        return {'copy': None, 'sums': [wanted]}
    copy = os.path.join(backup, one['path'].strip('/').replace('/', '%'))
    # As the file was, so that undoing needs nothing else.
    write_durably(os.path.join(paths.backup, copy), there, stat.S_IMODE(before.st_mode), (before.st_uid, before.st_gid))
    return {'copy': copy, 'sums': [wanted]}


def owner_of(one, before, request):
    """(uid, gid): as the setting says, else as before, else as the release's."""
    uid, gid = ids_of(one.get('owner') or request['owner'], one.get('group') or request['group'])
    return (before.st_uid if before and not one.get('owner') else uid, before.st_gid if before and not one.get('group') else gid)


def write_one(one, request):
    with directory_of(one['path'], is_made=True) as (directory, name):
        there, before = read_in(directory, name)
        refuse_changed(one, there)
        mode = int(one['mode'], 8) if one.get('mode') else stat.S_IMODE(before.st_mode) if before else 0o600
        write_in(directory, name, base64.b64decode(one['content']), mode, owner_of(one, before, request))


def forget_older(undo, request, paths):
    """Removes copies of the same revision that the undo log does not name; `retention` removes those of other revisions."""
    directory = os.path.join(paths.backup, request['revision'])
    ours = request['revision'] + '/'
    used = {one['copy'].split('/')[1] for one in undo['files'].values() if one['copy'] and one['copy'].startswith(ours)}
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if name not in used and os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        elif name not in used:
            os.unlink(path)


def change(request):
    """Writes the files of `paths.written` ([{path, content, was, keys, mode, owner, group}]); without mode, owner or group as before.

    @throws Refusal if a file is no longer what was read; `undo` then puts back those before it.
    """
    paths = paths_of(request)
    written = json.loads(read_text(paths.written))
    os.unlink(paths.written)
    undo = {'files': {}, 'keys': {}, **(undo_log.read(paths) or {}), **{key: request[key] for key in ('revision', 'root', 'services')},
               'is_again': history.has_proved_itself(paths, request['revision'])}
    backup = make_backup(request, paths)
    for one in written:
        undo['files'][one['path']] = remember(one, undo['files'].get(one['path']), paths, backup)
        undo['keys'][one['path']] = one['keys']
    undo_log.save(paths, undo)
    forget_older(undo, request, paths)
    for one in written:
        write_one(one, request)
    placed_units.reload_systemd(undo['files'])
    for one in written:
        if undo['files'][one['path']]['copy'] is None:
            placed_units.enable(one['path'], base64.b64decode(one['content']), request)


def write(request):
    """The same, once the device can put them back by itself at its next boot."""
    pause.install_restorer(paths_of(request))
    change(request)


def undo(request):
    """Puts back files that are not proven yet; a new file is removed. If no release ran before, the services that did run start again.

    @throws Refusal naming each file that could not be put back, after all the others are.
    """
    paths = paths_of(request)
    undo = undo_log.read(paths)
    if undo is None:
        return {'started_again': []}
    failed = undo_log.put_back(paths, undo)
    # Nothing else starts them if there is no release to go back to.
    again = restart.restart_earlier(request) if history.fallback(paths, request['revision']) is None else []
    if again:
        switch.undo_first(paths)
    failed += [sentence for _unit, sentence in again if sentence]
    if failed:
        raise Refusal('; '.join(failed))
    return {'started_again': [unit for unit, _sentence in again]}


def applied(request):
    """`is_recorded`: the parts applied with this revision are known; `differing`: the parts that are wanted otherwise now; `left`, of
    which no run has reported yet; and the settings, as settings.found has them."""
    paths = paths_of(request)
    before = read_record(paths.applied)
    return {
        'is_recorded': before.get('revision') == request['revision'],
        # An older record has no units: which they were is not known.
        'differing': [part for part in history.APPLIED_PARTS
                      if before.get(part) != history.sum_of_part(request, part) and (part in before or part != 'units')],
        'left': [path for path in left(request, paths) if path not in reported_left(paths)],
        **found(request, paths)
    }
