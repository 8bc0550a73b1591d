"""Files that are whole after a loss of power: written beside, brought to the disk, renamed."""
import os
import secrets


def sync_directory(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_in(directory, name, content, mode=0o644, owner=None):
    """`directory` is a descriptor, `content` bytes or text, `owner` (uid, gid), this process's own unless said.

    The file beside has a name that nobody can foresee, and is newly created: nobody who may write in the directory can have
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
    """None where there is no such file."""
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            return file.read()
    except FileNotFoundError:
        return None
