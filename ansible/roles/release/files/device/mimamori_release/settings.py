"""Settings files: read for the server to compare, written with a copy of what was there, put back.

What is to be written comes in a file that only root reads, since the arguments of a process are everybody's.
"""
import base64
import json
import os
import secrets
import shutil
import stat

from . import deadman, history, linkless, placed_units, restart, switch, undo_log, unit_files
from .durable import read_text, sync_directory, write_durably, write_in
from .owner import ids_of, name_of_group, name_of_user
from .places import places_of
from .refusal import Refusal
from .settings_return import found_at, make_way, put_back, sum_of


def encoded(content):
    return None if content is None else base64.b64encode(content).decode('ascii')


def attributes(status):
    """Whose the file is, by name where there is one, and its mode."""
    return {'mode': '%04o' % stat.S_IMODE(status.st_mode), 'owner': name_of_user(status.st_uid), 'group': name_of_group(status.st_gid)}


def found_one(one, ours, request, places):
    there, status = found_at(one['path'])
    return {
        'there': encoded(there),
        'is_there_as': attributes(status) if status else None,
        # The release belongs to the service, which could have put a link to any file there.
        'brought': encoded(linkless.read('%s/%s' % (request['revision'], one['file']), places.releases)) if one.get('file') else None,
        'ours': ours.get(one['path'], [])
    }


def found(request, places):
    """For each file what is on the device, what the release brings, and which keys releases have brought before.

    `is_open`: an update that was cut off has written some of it, and its copies are still what a failure goes back to.
    """
    ours = undo_log.brought_keys(places)
    return {'is_open': undo_log.read(places) is not None, 'files': [found_one(one, ours, request, places) for one in request['settings']]}


def left(request, places):
    """Files that releases have brought, that are still there, and that the inventory no longer has. An unlisted unit file is removed
    (placed_units.py)."""
    listed = {one['path'] for one in request['settings']}
    unlisted = [path for path in undo_log.brought_keys(places) if path not in listed and not unit_files.is_unit_file(path)]
    return [path for path in unlisted if os.path.lexists(path)]


def read(request):
    """As `found`, once what a release has left that never came to run is put back."""
    places = places_of(request)
    undo_log.finish_commit(places)
    make_way(places, history.linked(places))
    return found(request, places)


def refuse_changed(one, there):
    """@throws Refusal where the file is not what the server has compared: the service may have written to it."""
    if sum_of(there) != one['was']:
        raise Refusal('%s was changed on the device during the update, and is left as it is. Run the update again; if it happens again, '
                      'the service writes its own settings: list it in release_pause_units.' % one['path'])


def make_backup(request, places):
    """A new directory for copies, as its path below places.backup. Those of an earlier installation are never written over."""
    os.makedirs(places.backup, mode=0o700, exist_ok=True)
    made = os.path.join(request['revision'], secrets.token_hex(8))
    os.makedirs(os.path.join(places.backup, made), mode=0o700)
    for above in (places.state, places.backup, os.path.join(places.backup, request['revision'])):
        sync_directory(above)
    return made


def remember(one, earlier, places, backup):
    """The entry of the undo log for a file that is about to be written; `earlier` is the one that is there. Copies the file as it is."""
    there, before = found_at(one['path'])
    refuse_changed(one, there)
    wanted = sum_of(base64.b64decode(one['content']))
    if earlier and sum_of(there) in earlier['sums']:
        return {**earlier, 'sums': [*earlier['sums'], wanted]}
    if before is None:
        return {'copy': None, 'sums': [wanted]}
    copy = os.path.join(backup, one['path'].strip('/').replace('/', '%'))
    # As the file was, so that undoing needs nothing else.
    write_durably(os.path.join(places.backup, copy), there, stat.S_IMODE(before.st_mode), (before.st_uid, before.st_gid))
    return {'copy': copy, 'sums': [wanted]}


def owner_of(one, before, request):
    """(uid, gid): as the setting says, else as before, else as the release's."""
    uid, gid = ids_of(one.get('owner') or request['owner'], one.get('group') or request['group'])
    return (before.st_uid if before and not one.get('owner') else uid, before.st_gid if before and not one.get('group') else gid)


def write_one(one, request):
    with linkless.directory_of(one['path'], is_made=True) as (directory, name):
        there, before = linkless.read_in(directory, name)
        refuse_changed(one, there)
        mode = int(one['mode'], 8) if one.get('mode') else stat.S_IMODE(before.st_mode) if before else 0o600
        write_in(directory, name, base64.b64decode(one['content']), mode, owner_of(one, before, request))


def forget_older(undo, request, places):
    """Of the same revision only the copies that the undo log names stay; retention.py removes those of other revisions."""
    directory = os.path.join(places.backup, request['revision'])
    used = {one['copy'].split('/')[1] for one in undo['files'].values() if one['copy'] and one['copy'].startswith(request['revision'] + '/')}
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if name not in used and os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        elif name not in used:
            os.unlink(path)


def change(request):
    """Writes what `places.written` says ([{path, content, was, keys, mode, owner, group}]); without mode, owner or group as it was before.

    @throws Refusal where a file is no longer what was read; `undo` then puts back those before it.
    """
    places = places_of(request)
    written = json.loads(read_text(places.written))
    os.unlink(places.written)
    undo = {'files': {}, 'keys': {}, **(undo_log.read(places) or {}), **{key: request[key] for key in ('revision', 'root', 'services')},
               'is_again': history.has_proved_itself(places, request['revision'])}
    backup = make_backup(request, places)
    for one in written:
        undo['files'][one['path']] = remember(one, undo['files'].get(one['path']), places, backup)
        undo['keys'][one['path']] = one['keys']
    undo_log.save(places, undo)
    forget_older(undo, request, places)
    for one in written:
        write_one(one, request)
    unit_files.reload_systemd(undo['files'])
    for one in written:
        if undo['files'][one['path']]['copy'] is None:
            placed_units.enable(one['path'], base64.b64decode(one['content']), request)


def write(request):
    """The same, once the device can put them back by itself at its next boot."""
    deadman.install_restorer(places_of(request))
    change(request)


def undo(request):
    """Puts back what is not proven yet; a file that had not been there goes. Where no release ran before, what did run starts again as it was.

    @throws Refusal naming each file that could not be put back, after all the others are.
    """
    places = places_of(request)
    undo = undo_log.read(places)
    if undo is None:
        return {'started_again': []}
    failed = put_back(places, undo)
    # Nothing else starts them where there is no release to go back to.
    again = restart.those_that_ran(request) if history.fallback(places, request['revision']) is None else []
    if again:
        switch.undo_first(places)
    failed += [sentence for _unit, sentence in again if sentence]
    if failed:
        raise Refusal('; '.join(failed))
    return {'started_again': [unit for unit, _sentence in again]}
