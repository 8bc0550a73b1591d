"""Programs that we start: no shell, English messages, a deadline, a bound on their stored output."""
import contextlib
import os
import selectors
import signal
import subprocess
import time

from .redaction import redact
from .refusal import Refusal

#: Characters of the end of a text that are read; whole lines of them.
READ = 64 * 1024
SIGNALS = {one.value: one.name for one in signal.Signals}
#: Bytes that are kept of the beginning of an output, and as many of its end.
KEPT = 256 * 1024
#: Bytes that a pipe can hold: 16 pages, and a page of a Pi 5 has 16 KiB (pipe(7)).
LARGEST_PIPE = 256 * 1024
#: How often we look whether a process has ended whose streams have not.
POLL_SECONDS = 0.2


def last_lines(text, count):
    text = text.strip()
    if len(text) > READ:
        text = text[-READ:].partition('\n')[2]
    return redact(text).split('\n')[-count:]


def last_message(text, longest):
    """The beginning of the last line."""
    return last_lines(text, 1)[0][:longest]


def describe_exit(status):
    """Describes a status as subprocess has it: that of a process which a signal killed is negative."""
    return 'ended with %d' % status if status >= 0 else 'was killed by %s' % SIGNALS.get(-status, 'signal %d' % -status)


class Output:
    """The beginning and the end of a program's output: it may write for ever, and a device has little memory."""

    def __init__(self):
        self.beginning, self.end, self.is_cut = b'', b'', False

    def add(self, piece):
        room = KEPT - len(self.beginning)
        self.beginning, self.end = self.beginning + piece[:room], self.end + piece[room:]
        if len(self.end) > KEPT:
            self.end, self.is_cut = self.end[-KEPT:], True

    def text(self):
        if not self.is_cut:
            return (self.beginning + self.end).decode('utf-8', 'replace')
        # Whole lines: of half a secret nobody knows that it is one.
        return (self.beginning.rpartition(b'\n')[0] + b'\n[cut]\n' + self.end.partition(b'\n')[2]).decode('utf-8', 'replace')


def follow(process, seconds):
    """Reads both streams into (standard output, standard error) until the process ends; gives None for its status if it does not in time.

    Its children may still have the streams open, and write for ever: once it has ended, only the output so far is read.
    """
    outputs, end = {process.stdout: Output(), process.stderr: Output()}, time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        for stream in outputs:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map() and time.monotonic() < end:
            is_over = process.poll() is not None
            for key, _events in selector.select(0 if is_over else min(POLL_SECONDS, max(0, end - time.monotonic()))):
                piece = os.read(key.fd, LARGEST_PIPE)
                outputs[key.fileobj].add(piece)
                if not piece:
                    selector.unregister(key.fileobj)
            if is_over:
                break
    status = None
    with contextlib.suppress(subprocess.TimeoutExpired):
        status = process.wait(max(0, end - time.monotonic()))
    return (status, *(output.text() for output in outputs.values()))


def kill(process):
    """With all that it has started."""
    # The rest may be another user's, started by sudo.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def run(argv, seconds=30):
    """Gives (status, standard output, standard error); status 124 if it did not end in time, 126 and 127 if it could not be started,
    as timeout(1) has it."""
    try:
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={**os.environ, 'LC_ALL': 'C.UTF-8'}, start_new_session=True)
    except FileNotFoundError:
        return 127, '', '%s: not found' % argv[0]
    except OSError as error:
        return 126, '', '%s: %s' % (argv[0], error.strerror)
    with process:
        try:
            status, output, error = follow(process, seconds)
        except BaseException:
            kill(process)
            raise
        # Its children, too.
        kill(process)
        if status is None:
            return 124, output, 'did not end within %d s' % seconds
    return status, output, error


def describe_failure(argv, status, text):
    """With the last lines of its output."""
    return '%s %s: %s' % (' '.join(argv), describe_exit(status), ' / '.join(last_lines(text, 3)))


def must(argv, seconds=30, **details):
    """Gives the standard output. @throws Refusal if it fails, with the last lines of its output."""
    status, output, error = run(argv, seconds)
    if status != 0:
        raise Refusal(describe_failure(argv, status, error.strip() or output), **details)
    return output
