"""Paths of which somebody else may own a part, as the service does of its release: root follows no link in them."""
import contextlib
import errno
import os
import stat

from .refusal import Refusal

#: Bytes of one file.
LARGEST = 1024 * 1024

DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def step_into(directory, name, path, is_made):
    if is_made:
        with contextlib.suppress(FileExistsError):
            os.mkdir(name, 0o755, dir_fd=directory)
    try:
        return os.open(name, DIRECTORY, dir_fd=directory)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise Refusal('%s: "%s" in it is a link, or not a directory. Use a path without links.' % (path, name)) from error
        raise


@contextlib.contextmanager
def directory_of(path, below='/', is_made=False):
    """Gives the directory that holds `path` as a descriptor, and the last part of the path. `below` itself may be a link.

    @throws Refusal where a part is a link, FileNotFoundError where one is missing, unless missing ones are to be made.
    """
    *parts, name = [part for part in path.split('/') if part not in ('', '.')] or ['']
    if not name or '..' in (*parts, name):
        raise Refusal('"%s" is not the path of a file: expected one without ".."' % path)
    directory = os.open(below, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts:
            inner = step_into(directory, part, path, is_made)
            os.close(directory)
            directory = inner
        yield directory, name
    finally:
        os.close(directory)


def read_in(directory, name):
    """Gives (content, status of the file), or (None, None) where there is no such file. @throws Refusal where it is no plain file."""
    try:
        # A pipe without a writer must not hold us up.
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=directory)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Refusal('"%s" is a link, expected a file: put the file itself there, or name the path that the link points to' % name) from error
        raise
    with os.fdopen(descriptor, 'rb') as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal('"%s" is not a regular file' % name)
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refusal('"%s" has more than %d bytes, expected a file of settings' % (name, LARGEST))
    return content, status


def read(path, below='/'):
    """The bytes, or None where there is no such file."""
    try:
        with directory_of(path, below) as (directory, name):
            return read_in(directory, name)[0]
    except FileNotFoundError:
        return None
