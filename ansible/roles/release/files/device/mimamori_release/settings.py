"""Settings files: read for the server to compare, written with a backup, put back.

What is to be written comes in a file that only root reads, since the arguments of a process are everybody's.
"""
import base64
import contextlib
import json
import os
import shutil
import stat

from . import linkless
from .durable import write_durably, write_in
from .owner import ids_of
from .places import places_of
from .refusal import Refusal


def encoded(content):
    return None if content is None else base64.b64encode(content).decode('ascii')


def read(request):
    """For each file what is on the device, and what the new release brings."""
    places = places_of(request)
    return {'files': [{
        'there': encoded(linkless.read(one['path'])),
        # The release belongs to the service, which could have put a link to any file there.
        'brought': encoded(linkless.read('%s/%s' % (request['revision'], one['file']), places.releases)) if one.get('file') else None
    } for one in request['settings']]}


def backup_of(request, path):
    return os.path.join(places_of(request).backup, request['revision'], path.strip('/').replace('/', '%'))


def write_one(one, request):
    with linkless.directory_of(one['path'], is_made=True) as (directory, name):
        there, before = linkless.read_in(directory, name)
        if before:
            mode, owner = stat.S_IMODE(before.st_mode), (before.st_uid, before.st_gid)
            # The copy is as the file was, so that undoing needs nothing else.
            write_durably(backup_of(request, one['path']), there, mode, owner)
        else:
            mode, owner = int(one['mode'], 8), ids_of(one.get('owner') or request['owner'], one.get('group') or request['group'])
        write_in(directory, name, base64.b64decode(one['content']), mode, owner)


def write(request):
    """Writes what `places.written` says ([{path, content, mode, owner, group}]), mode and owner as before, after a copy of what was there."""
    places = places_of(request)
    with open(places.written, encoding='utf-8') as file:
        written = json.load(file)
    os.unlink(places.written)
    # Copies of an earlier try would be put back in place of what is there now.
    shutil.rmtree(os.path.join(places.backup, request['revision']), ignore_errors=True)
    os.makedirs(places.backup, mode=0o700, exist_ok=True)
    os.mkdir(os.path.join(places.backup, request['revision']), 0o700)
    for one in written:
        write_one(one, request)


def undo_one(one, request):
    backup = backup_of(request, one['path'])
    if one['is_new']:
        with contextlib.suppress(FileNotFoundError), linkless.directory_of(one['path']) as (directory, name):
            os.unlink(name, dir_fd=directory)
    elif os.path.exists(backup):
        with open(backup, 'rb') as file, linkless.directory_of(one['path'], is_made=True) as (directory, name):
            before = os.fstat(file.fileno())
            write_in(directory, name, file.read(), stat.S_IMODE(before.st_mode), (before.st_uid, before.st_gid))


def undo(request):
    """Puts back what `write` has changed (`written`: [{path, is_new}]); a file that had not been there goes.

    @throws Refusal naming each file that could not be put back, after all the others are.
    """
    failed = []
    for one in request['written']:
        try:
            undo_one(one, request)
        except (OSError, Refusal) as error:
            failed.append('%s was not put back: %s' % (one['path'], error))
    if failed:
        raise Refusal('; '.join(failed))
