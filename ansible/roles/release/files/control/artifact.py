"""Makes what goes to the devices, on the server, once for a revision: the release as an archive, and the device's program.

Reads `{"cache", "name", "source", "device"}` as JSON from standard input and prints `{"revision", "archive", "sha256",
"archive_bytes", "unpacked_bytes", "files", "program"}`. Ends with 1 and one sentence on standard error if it cannot.
Any number of these may run at once: a kernel lock lets one make it, and the others find it.
"""
import contextlib
import fcntl
import gzip
import hashlib
import json
import lzma
import os
import re
import subprocess
import sys
import tarfile
import zipfile
import zlib

KEPT = 10
NAME = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,62}')
REVISION = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,99}')


class Refusal(Exception):
    pass


@contextlib.contextmanager
def locked(cache, name):
    with open(os.path.join(cache, name + '.lock'), 'w', encoding='ascii') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def appearing(path):
    """A file that has its name only once it is whole and on the disk."""
    beside = path + '.part'
    with open(beside, 'wb') as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def git(repository, *arguments, **options):
    argv = ['git', '--git-dir', repository, *arguments]
    done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **options)
    return done.returncode, done.stdout, done.stderr.decode('utf-8', 'replace').strip()


def resolve(source):
    """The full revision of a branch, tag or shortened revision."""
    repository, wanted = source['repository'], source.get('revision')
    if not wanted:
        raise Refusal('no revision given: set release_revision, or revision in release_source')
    if not os.path.isdir(repository):
        raise Refusal('there is no repository %s on the server; create it with scripts/publish-release.sh' % repository)
    status, output, error = git(repository, 'rev-parse', '--verify', '--quiet', '--end-of-options', wanted + '^{commit}')
    if status != 0:
        raise Refusal('the repository %s has no revision "%s"; publish it first%s' % (repository, wanted, ' (%s)' % error if error else ''))
    return output.decode('ascii').strip()


def sha256_of(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()


def described(path):
    with tarfile.open(path) as archive:
        sizes = [member.size for member in archive]
    # Each file takes whole blocks.
    return {
        'archive': path, 'sha256': sha256_of(path), 'archive_bytes': os.path.getsize(path),
        'unpacked_bytes': sum(sizes) + 4096 * len(sizes), 'files': len(sizes)
    }


def remembered(path, description_path):
    """The earlier findings about this very file."""
    found = os.stat(path)
    identity = [found.st_size, found.st_mtime_ns, found.st_ino]
    with contextlib.suppress(OSError, ValueError, KeyError):
        with open(description_path, encoding='utf-8') as file:
            known = json.load(file)
        if known['identity'] == identity and known['archive'] == path:
            return known
    description = {**described(path), 'identity': identity}
    with appearing(description_path) as file:
        file.write(json.dumps(description).encode('utf-8'))
    return description


def from_git(cache, name, source):
    revision = resolve(source)
    path = os.path.join(cache, '%s-%s.tar.gz' % (name, revision))
    with locked(cache, name):
        if not os.path.exists(path):
            with appearing(path) as file, gzip.GzipFile(filename='', mode='wb', fileobj=file, mtime=0) as packed:
                argv = ['git', '--git-dir', source['repository'], 'archive', '--format=tar', revision]
                with subprocess.Popen(argv, stdout=subprocess.PIPE) as archive:
                    for block in iter(lambda: archive.stdout.read(1 << 20), b''):
                        packed.write(block)
                if archive.returncode != 0:
                    raise Refusal('git archive of %s ended with %d' % (revision, archive.returncode))
            forget_old(cache, name)
        return {'revision': revision, **remembered(path, path + '.json')}


def forget_old(cache, name):
    ours = [entry for entry in os.scandir(cache) if re.fullmatch(re.escape(name) + r'-[0-9a-f]{40,64}\.tar\.gz', entry.name)]
    for entry in sorted(ours, key=lambda one: one.stat().st_mtime)[:-KEPT]:
        for path in (entry.path, entry.path + '.json'):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)


def from_archive(cache, name, source):
    path = source['path']
    if not os.path.isfile(path):
        raise Refusal('there is no archive %s on the server' % path)
    with locked(cache, name):
        try:
            description = remembered(path, os.path.join(cache, name + '-archive.json'))
        # A compressed archive that is cut off is none of tarfile's errors.
        except (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError) as error:
            reason = str(error).split('\n', 1)[0].rstrip(':')
            raise Refusal('%s is not a complete tar archive: %s. Create or copy it again.' % (path, reason)) from error
    if description['sha256'] != source['sha256'].lower():
        raise Refusal('%s has SHA-256 %s, expected %s, as release_source says' % (path, description['sha256'], source['sha256']))
    revision = source.get('revision') or description['sha256'][:12]
    if not REVISION.fullmatch(revision) or revision.endswith('.part'):
        raise Refusal('the revision "%s" cannot be the name of a directory: use letters, digits, ".", "_" and "-"' % revision)
    return {'revision': revision, 'is_archive': True, **description}


def program(cache, directories):
    """All of the device's program, Python and its data, in one file that Python runs; the same bytes from the same files.

    `directories` are those on the server, by their paths in the program.
    """
    paths = {os.path.normpath(os.path.join(below, os.path.relpath(at, top), name)): os.path.join(at, name)
             for below, top in directories.items() for at, _below, found in os.walk(top) for name in found if name.endswith(('.py', '.json'))}
    contents = []
    for name in sorted(paths):
        with open(paths[name], 'rb') as file:
            contents.append((name, file.read()))
    digest = hashlib.sha256(repr(contents).encode('utf-8')).hexdigest()[:16]
    path = os.path.join(cache, 'device-%s.pyz' % digest)
    with locked(cache, 'device'):
        if not os.path.exists(path):
            with appearing(path) as file, zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as packed:
                for name, content in contents:
                    packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path


def main(request):
    cache = request['cache']
    if not NAME.fullmatch(request['name']):
        raise Refusal('release_name is "%s": use up to 63 letters, digits, ".", "_" and "-", a letter or digit first' % request['name'])
    os.makedirs(cache, exist_ok=True)
    made = {'program': program(cache, request['device'])}
    if request.get('source'):
        maker = {'git': from_git, 'archive': from_archive}[request['source']['type']]
        made.update(maker(cache, request['name'], request['source']))
    print(json.dumps(made))


if __name__ == '__main__':
    try:
        main(json.load(sys.stdin))
    except (Refusal, OSError) as refusal:
        sys.exit(str(refusal))
