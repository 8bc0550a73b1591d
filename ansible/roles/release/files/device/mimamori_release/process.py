"""Programs that we start: no shell, English messages, a deadline."""
import os
import subprocess

from .refusal import Refusal


def run(argv, seconds=30):
    """Gives (status, standard output, standard error); status 124 where it did not end in time, as timeout(1) has it."""
    try:
        done = subprocess.run(argv, timeout=seconds, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**os.environ, 'LC_ALL': 'C.UTF-8'}, check=False)
    except subprocess.TimeoutExpired as expired:
        return 124, (expired.stdout or b'').decode('utf-8', 'replace'), 'did not end within %d s' % seconds
    except FileNotFoundError:
        return 127, '', '%s: not found' % argv[0]
    return done.returncode, done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace')


def must(argv, seconds=30, **details):
    """Gives the standard output. @throws Refusal where it fails, with the last lines that it wrote."""
    status, output, error = run(argv, seconds)
    if status != 0:
        said = ' / '.join((error.strip() or output.strip()).split('\n')[-3:])
        raise Refusal('%s ended with %d: %s' % (' '.join(argv), status, said), **details)
    return output
