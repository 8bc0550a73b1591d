"""A release comes beside the running one, whole or not at all.

`root` and `releases` stay root's own: root unpacks, renames and removes there, and the service, which each release
belongs to, must not be able to put a link in the way.
"""
import contextlib
import hashlib
import os
import shutil
import tempfile

from . import history, linkless
from .durable import sync_directory, write_durably
from .owner import ids_of, own_tree
from .places import places_of
from .process import must
from .refusal import Refusal

#: In each release: the SHA-256 of the archive that it came in.
ARCHIVE_SUM = '.mimamori-sha256'
#: In `releases`, what is being unpacked: no name of a revision begins with a dot.
PART = '.part-'


def make_directory(path, mode, owner=(0, 0)):
    if not os.path.isdir(path):
        os.mkdir(path)
        os.chmod(path, mode)
        os.chown(path, *owner)


def receive(request):
    """Makes the places, clears what an earlier run left half done, and says whether the archive is needed."""
    places = places_of(request)
    os.makedirs(places.state, exist_ok=True)
    os.makedirs(os.path.dirname(places.root), exist_ok=True)
    make_directory(places.root, 0o755)
    make_directory(places.releases, 0o755)
    make_directory(places.shared, 0o755, ids_of(request['owner'], request['group']))
    # Any other came whole too, but its hook may have been killed in it.
    trusted = {history.linked(places), *history.proven(places)}
    for name in os.listdir(places.releases):
        if name not in trusted:
            shutil.rmtree(places.release(name), ignore_errors=True)
    return {'is_here': request['revision'] in trusted.intersection(history.kept(places)), 'incoming': places.incoming, 'written': places.written}


def sha256_of(path):
    # hashlib.file_digest came with Python 3.11; Debian 11 on a device has 3.9.
    digest = hashlib.sha256()
    with open(path, 'rb') as file:
        for block in iter(lambda: file.read(1 << 20), b''):
            digest.update(block)
    return digest.hexdigest()


def sum_of_archive(places, revision):
    """Of the archive that the release on the device came in, or None where there is no such release. @throws Refusal where a link is in the way."""
    found = linkless.read('%s/%s' % (revision, ARCHIVE_SUM), places.releases)
    return None if found is None else found.decode('ascii', 'replace').strip()


def unpack(request):
    """@throws Refusal where the archive is not what the server sent. What is left of it goes: it may have filled the disk."""
    places = places_of(request)
    for name in os.listdir(places.releases):
        if name.startswith(PART):
            shutil.rmtree(places.release(name), ignore_errors=True)
    try:
        if sum_of_archive(places, request['revision']) != request['sha256']:
            with tempfile.TemporaryDirectory(prefix=PART, dir=places.releases) as part:
                bring_in(places, part, request)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(places.incoming)


def bring_in(places, part, request):
    """Unpacks in a directory that only root can enter; an archive may set the mode of its own top."""
    found = sha256_of(places.incoming)
    if found != request['sha256']:
        raise Refusal('the archive arrived with SHA-256 %s, expected %s: it was damaged on the way. Try again.' % (found, request['sha256']))
    owner = ids_of(request['owner'], request['group'])
    tree = os.path.join(part, 'tree')
    os.mkdir(tree)
    must(['tar', '--extract', '--file', places.incoming, '--directory', tree, '--no-same-owner'], request['unpack_seconds'])
    write_durably(os.path.join(tree, 'REVISION'), request['revision'] + '\n')
    write_durably(os.path.join(tree, ARCHIVE_SUM), found + '\n')
    own_tree(tree, *owner)
    # The rename may reach the disk before the files do: a loss of power would leave a whole name with empty files.
    must(['sync', '--file-system', tree], request['unpack_seconds'])
    os.rename(tree, places.release(request['revision']))
    sync_directory(places.releases)
