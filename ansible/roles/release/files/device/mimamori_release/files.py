"""Files on the device: whole after a loss of power (written aside, brought to the disk, renamed), the kernel's locks, paths of which
somebody else may own a part, as the service does of its release (root follows no link in them), and their owners."""
import contextlib
import errno
import fcntl
import grp
import hashlib
import json
import os
import pwd
import secrets
import stat

from .refusal import Refusal

#: Bytes of one file.
LARGEST_FILE = 1024 * 1024
DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@contextlib.contextmanager
def locked(path):
    """Waits until nobody else has it; only the command's own deadline ends the waiting."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='ascii') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_locked(path):
    """Whether somebody has it now; needs no more than the right to read it."""
    try:
        with open(path, encoding='ascii') as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def sync_directory(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_in(directory, name, content, mode=0o644, owner=None):
    """`directory` is a descriptor, `content` bytes or text, `owner` (uid, gid), this process's own unless said.

    The new file has a name that nobody can foresee, and is newly created: nobody who may write in the directory can have
    put a link there. It is its owner's before it has its name.
    """
    beside = '.mimamori-%s.part' % secrets.token_hex(8)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=directory)
    try:
        with os.fdopen(descriptor, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode('utf-8'))
            if owner:
                os.fchown(file.fileno(), *owner)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, name, src_dir_fd=directory, dst_dir_fd=directory)
    except BaseException:
        os.unlink(beside, dir_fd=directory)
        raise
    os.fsync(directory)


def write_durably(path, content, mode=0o644, owner=None):
    """As `write_in`, in a directory that is known by its path."""
    directory = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    try:
        write_in(directory, os.path.basename(path), content, mode, owner)
    finally:
        os.close(directory)


def bring_up_to_date(path, content, mode=0o644):
    """Writes only what differs; gives whether it did."""
    wanted = content if isinstance(content, bytes) else content.encode('utf-8')
    try:
        with open(path, 'rb') as file:
            if file.read() == wanted:
                return False
    except FileNotFoundError:
        pass
    write_durably(path, wanted, mode)
    return True


def read_text(path):
    """The content; None if there is no such file."""
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            return file.read()
    except FileNotFoundError:
        return None


def read_record(path):
    """A record of ours, as JSON; {} if there is none, or no readable one."""
    try:
        return json.loads(read_text(path) or '{}')
    except ValueError:
        return {}


def write_record(path, record):
    """Only root may read it: it may have the text of a settings file, or a secret in the output of a check."""
    write_durably(path, json.dumps(record, indent=2) + '\n', 0o600)


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
    """Gives the directory of `path` as a descriptor, and the last part of the path. `below` itself may be a link.

    @throws Refusal if a part is a link, FileNotFoundError if one is missing, unless missing ones are to be made.
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
    """Gives (content, status of the file), or (None, None) if there is no such file. @throws Refusal if it is no plain file."""
    try:
        # A pipe without a writer must not block us.
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=directory)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Refusal('"%s" is a link, expected a file: put the file itself there, or name the path that the link points to'
                          % name) from error
        raise
    with os.fdopen(descriptor, 'rb') as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal('"%s" is not a regular file' % name)
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refusal('"%s" has more than %d bytes, expected a file of settings' % (name, LARGEST_FILE))
    return content, status


def read_linkless(path, below='/'):
    """The bytes, or None if there is no such file."""
    try:
        with directory_of(path, below) as (directory, name):
            return read_in(directory, name)[0]
    except FileNotFoundError:
        return None


def ids_of(user, group):
    """(uid, gid). @throws Refusal if the device has no such user or group."""
    try:
        return pwd.getpwnam(user).pw_uid, grp.getgrnam(group).gr_gid
    except KeyError as error:
        raise Refusal('the owner %s:%s does not exist on this device: %s. Create it, or correct release_owner.'
                      % (user, group, error.args[0])) from error


def name_of_user(uid):
    """Its number if the device has no such user."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def name_of_group(gid):
    """The same of a group."""
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)


def own_tree(root, uid, gid):
    """The tree must lie where nobody but root can write: a part that is given away first could be swapped for a link before the rest is."""
    for directory, directories, files in os.walk(root, topdown=False):
        for name in directories + files:
            os.lchown(os.path.join(directory, name), uid, gid)
    os.lchown(root, uid, gid)


def sum_of(content):
    """The SHA-256; None if there is no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()
