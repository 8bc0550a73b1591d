"""Puts a release next to the running one, whole or not at all.

`root` and `releases` stay root's own: root unpacks, renames and removes there, and the service, which each release
belongs to, must not be able to put a link in the way.
"""
import contextlib
import hashlib
import os
import shutil
import tempfile

from . import history
from .files import ids_of, own_tree, read_linkless, sync_directory, write_durably
from .paths import paths_of
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
    """Makes the directories, clears what an earlier run left half done, and says whether the archive is needed."""
    paths = paths_of(request)
    os.makedirs(paths.state, exist_ok=True)
    os.makedirs(os.path.dirname(paths.root), exist_ok=True)
    make_directory(paths.root, 0o755)
    make_directory(paths.releases, 0o755)
    make_directory(paths.shared, 0o755, ids_of(request['owner'], request['group']))
    # Any other came whole too, but its hook may have been killed in it.
    trusted = {history.linked(paths), *history.proven(paths)}
    for name in os.listdir(paths.releases):
        if name not in trusted:
            shutil.rmtree(paths.release(name), ignore_errors=True)
    is_here = request['revision'] in trusted.intersection(history.stored(paths))
    return {'is_here': is_here, 'incoming': paths.incoming, 'written': paths.written}


def sha256_of(path):
    # hashlib.file_digest came with Python 3.11; Debian 11 on a device has 3.9.
    digest = hashlib.sha256()
    with open(path, 'rb') as file:
        for block in iter(lambda: file.read(1 << 20), b''):
            digest.update(block)
    return digest.hexdigest()


def sum_of_archive(paths, revision):
    """SHA-256 of the archive that the release on the device came in; None if there is no such release. @throws Refusal for a link."""
    found = read_linkless('%s/%s' % (revision, ARCHIVE_SUM), paths.releases)
    return None if found is None else found.decode('ascii', 'replace').strip()


def unpack(request):
    """@throws Refusal if the archive is not what the server sent. The rest of it is removed: it may have filled the disk."""
    paths = paths_of(request)
    for name in os.listdir(paths.releases):
        if name.startswith(PART):
            shutil.rmtree(paths.release(name), ignore_errors=True)
    try:
        if sum_of_archive(paths, request['revision']) != request['sha256']:
            with tempfile.TemporaryDirectory(prefix=PART, dir=paths.releases) as part:
                bring_in(paths, part, request)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(paths.incoming)


def bring_in(paths, part, request):
    """Unpacks in a directory that only root can enter; an archive may set the mode of its own top."""
    found = sha256_of(paths.incoming)
    if found != request['sha256']:
        raise Refusal('the archive arrived with SHA-256 %s, expected %s: it was damaged on the way. Try again.'
                      % (found, request['sha256']))
    owner = ids_of(request['owner'], request['group'])
    tree = os.path.join(part, 'tree')
    os.mkdir(tree)
    must(['tar', '--extract', '--file', paths.incoming, '--directory', tree, '--no-same-owner'], request['unpack_seconds'])
    write_durably(os.path.join(tree, 'REVISION'), request['revision'] + '\n')
    write_durably(os.path.join(tree, ARCHIVE_SUM), found + '\n')
    own_tree(tree, *owner)
    # The rename may reach the disk before the files do: a loss of power would leave a whole name with empty files.
    must(['sync', '--file-system', tree], request['unpack_seconds'])
    os.rename(tree, paths.release(request['revision']))
    sync_directory(paths.releases)
