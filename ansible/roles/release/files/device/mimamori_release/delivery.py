"""A release comes beside the running one, whole or not at all, and the old ones go."""
import grp
import hashlib
import os
import pwd
import shutil

from . import history
from .durable import sync_directory, write_durably
from .places import places_of
from .process import must
from .refusal import Refusal

#: In each release: the SHA-256 of the archive that it came in.
ARCHIVE_SUM = '.mimamori-sha256'


def own(path, request):
    os.chown(path, pwd.getpwnam(request['owner']).pw_uid, grp.getgrnam(request['group']).gr_gid, follow_symlinks=False)


def own_tree(root, request):
    uid, gid = pwd.getpwnam(request['owner']).pw_uid, grp.getgrnam(request['group']).gr_gid
    os.lchown(root, uid, gid)
    for directory, directories, files in os.walk(root):
        for name in directories + files:
            os.lchown(os.path.join(directory, name), uid, gid)


def make_directory(path, request):
    if not os.path.isdir(path):
        os.mkdir(path)
        own(path, request)


def prune(places, keep):
    """Leaves the newest `keep` proven releases, what runs, and what a rollback needs."""
    newest = []
    for one in reversed(history.proven(places)):
        if one not in newest:
            newest.append(one)
    stay = set(newest[:keep]) | {history.linked(places)}
    removed = [name for name in os.listdir(places.releases) if name not in stay]
    for name in removed:
        shutil.rmtree(places.release(name), ignore_errors=True)
    for name in os.listdir(places.backup) if os.path.isdir(places.backup) else []:
        if name not in stay:
            shutil.rmtree(os.path.join(places.backup, name), ignore_errors=True)
    return removed


def receive(request):
    """Makes the places, clears what an earlier run left half done, and says whether the archive is needed."""
    places = places_of(request)
    os.makedirs(places.state, exist_ok=True)
    os.makedirs(os.path.dirname(places.root), exist_ok=True)
    for path in (places.root, places.releases, places.shared):
        make_directory(path, request)
    is_here = request['revision'] in history.kept(places)
    stay = {request['revision'], history.linked(places), *history.proven(places)}
    for name in os.listdir(places.releases):
        if name not in stay:
            shutil.rmtree(places.release(name), ignore_errors=True)
    return {'is_here': is_here, 'incoming': places.incoming, 'written': places.written}


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, 'rb') as file:
        for block in iter(lambda: file.read(1 << 20), b''):
            digest.update(block)
    return digest.hexdigest()


def unpack(request):
    """@throws Refusal where the archive is not what the server sent. What is left of it goes: it may have filled the disk."""
    places = places_of(request)
    part = places.release(request['revision'] + '.part')
    try:
        bring_in(places, part, request)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        os.unlink(places.incoming)


def bring_in(places, part, request):
    found = sha256_of(places.incoming)
    if found != request['sha256']:
        raise Refusal('the archive arrived with SHA-256 %s, and not %s: it was damaged on its way. Try again.' % (found, request['sha256']))
    shutil.rmtree(part, ignore_errors=True)
    os.mkdir(part)
    must(['tar', '--extract', '--file', places.incoming, '--directory', part, '--no-same-owner'], request['unpack_seconds'])
    write_durably(os.path.join(part, 'REVISION'), request['revision'] + '\n')
    write_durably(os.path.join(part, ARCHIVE_SUM), found + '\n')
    own_tree(part, request)
    # The rename may reach the disk before the files do: a loss of power would leave a whole name with empty files.
    must(['sync', '--file-system', part], request['unpack_seconds'])
    os.rename(part, places.release(request['revision']))
    sync_directory(places.releases)


def commit(request):
    """The revision has proved itself: it is where a later failure goes back to. Old releases go."""
    places = places_of(request)
    history.add(places, request['revision'])
    return {'removed': prune(places, request['keep'])}
