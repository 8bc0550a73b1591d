"""A lock of the kernel's: gone with the process that holds it, however that ends."""
import contextlib
import fcntl
import os


@contextlib.contextmanager
def held(path):
    """Waits until nobody else holds it; only the command's own deadline ends the waiting."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='ascii') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_held(path):
    """Whether somebody holds it at this moment; asks for no more than to read it."""
    try:
        with open(path, encoding='ascii') as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
