"""Disk that a hook cannot take, since bringing back the release before needs some: for what we write, and for Ansible's own files."""
import contextlib
import os

#: Bytes.
RESERVED = 8 * 1024 * 1024
#: With less than this, nothing that writes works on a device: databases, logs, logins.
FULL = 16 * 1024 * 1024


@contextlib.contextmanager
def held(path):
    """Takes it for a while, where there is as much, and gives it back however that ends."""
    with contextlib.suppress(OSError), open(path, 'wb') as file:
        os.posix_fallocate(file.fileno(), 0, RESERVED)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)


def full(paths):
    """Those of the directories whose disk is full."""
    found = {path: os.statvfs(path) for path in paths}
    return [path for path, disk in found.items() if disk.f_bavail * disk.f_frsize < FULL or disk.f_files and not disk.f_favail]
