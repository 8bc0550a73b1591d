"""Runs a program of the device."""
import os
import subprocess


def run(*argv, must=True, seconds=60):
    """Without a shell. @throws RuntimeError with its words if it fails, unless that is an answer, too."""
    environment = {**os.environ, 'LC_ALL': 'C'}
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, env=environment)
    if must and done.returncode != 0:
        raise RuntimeError('%s: %s' % (' '.join(argv[:3]), (done.stderr or done.stdout).strip()))
    return done
