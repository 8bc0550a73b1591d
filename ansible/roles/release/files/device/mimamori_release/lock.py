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
