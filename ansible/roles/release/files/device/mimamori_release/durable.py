"""Files that are whole after a loss of power: written beside, brought to the disk, renamed."""
import os


def sync_directory(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path, content, mode=0o644):
    """`content` is bytes or text."""
    beside = '%s.part' % path
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode('utf-8'))
        os.fchmod(file.fileno(), mode)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    sync_directory(os.path.dirname(path))


def read_text(path):
    """None where there is no such file."""
    try:
        with open(path, encoding='utf-8', errors='replace') as file:
            return file.read()
    except FileNotFoundError:
        return None
