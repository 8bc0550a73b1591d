"""Settings files: read for the server to compare, written with a backup, put back.

What is to be written comes in a file that only root reads, since the arguments of a process are everybody's.
"""
import base64
import json
import os
import shutil
import stat

from .durable import write_durably
from .places import places_of


def read_bytes(path):
    try:
        with open(path, 'rb') as file:
            return base64.b64encode(file.read()).decode('ascii')
    except FileNotFoundError:
        return None


def read(request):
    """For each file what is on the device, and what the new release brings."""
    release = places_of(request).release(request['revision'])
    return {'files': [{
        'there': read_bytes(one['path']),
        'brought': read_bytes(os.path.join(release, one['file'])) if one.get('file') else None
    } for one in request['settings']]}


def backup_of(request, path):
    return os.path.join(places_of(request).backup, request['revision'], path.strip('/').replace('/', '%'))


def write(request):
    """Writes what `places.written` says ([{path, content, mode}]), mode and owner as before, after a copy of what was there."""
    places = places_of(request)
    with open(places.written, encoding='utf-8') as file:
        written = json.load(file)
    os.unlink(places.written)
    # Copies of an earlier try would be put back in place of what is there now.
    shutil.rmtree(os.path.join(places.backup, request['revision']), ignore_errors=True)
    os.makedirs(os.path.join(places.backup, request['revision']), mode=0o700)
    for one in written:
        path, content = one['path'], base64.b64decode(one['content'])
        there = read_bytes(path)
        if there is not None:
            write_durably(backup_of(request, path), base64.b64decode(there), 0o600)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        before = os.stat(path) if there is not None else None
        write_durably(path, content, stat.S_IMODE(before.st_mode) if before else int(one['mode'], 8))
        if before:
            os.chown(path, before.st_uid, before.st_gid)


def undo(request):
    """Puts back what `write` has changed (`written`: [{path, is_new}]); a file that had not been there goes."""
    for one in request['written']:
        path, backup = one['path'], backup_of(request, one['path'])
        if one['is_new'] and os.path.exists(path):
            os.unlink(path)
        if one['is_new'] or not os.path.exists(backup):
            continue
        before = os.stat(path)
        with open(backup, 'rb') as file:
            write_durably(path, file.read(), stat.S_IMODE(before.st_mode))
        os.chown(path, before.st_uid, before.st_gid)
