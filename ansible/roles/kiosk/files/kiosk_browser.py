"""Runs Chromium for the kiosk, and ends once a page in it has crashed: systemd then starts both again.

Chromium itself goes on after the crash of a page, with a sad face on the screen until somebody comes. It tells of it on its debugging
pipe (https://chromedevtools.github.io/devtools-protocol/, Target.targetCrashed), which no network reaches.

If KIOSK_OPENING_HOURS names the file of opening hours, the screen is off outside them (kiosk_screen.py).

Called by cage: kiosk_browser.py CHROMIUM [ARGUMENT …] URL
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kiosk_screen

FROM_US, TO_US = 3, 4
LARGEST_MESSAGE = 16 * 1024 * 1024


def move(descriptor: int) -> int:
    """Gives a descriptor a number that is neither of Chromium's two."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


def start(argv: list[str]) -> tuple[int, int, int]:
    """Starts Chromium; gives its process ID, and the files to write to it and to read from it."""
    read_ours, write_theirs = (move(end) for end in os.pipe())
    read_theirs, write_ours = (move(end) for end in os.pipe())
    pid = os.posix_spawnp(
        argv[0], [argv[0], "--remote-debugging-pipe", *argv[1:]], os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, read_theirs, FROM_US), (os.POSIX_SPAWN_DUP2, write_theirs, TO_US)],
    )
    os.close(read_theirs)
    os.close(write_theirs)
    return pid, write_ours, read_ours


def messages(descriptor: int) -> Iterator[dict[str, Any]]:
    """Yields the messages of Chromium, each a JSON text ended by a zero byte, until it ends."""
    rest = b""
    while chunk := os.read(descriptor, 65536):
        *whole, rest = (rest + chunk).split(b"\0")
        if len(rest) > LARGEST_MESSAGE:
            raise ValueError("a message of Chromium does not end")
        yield from (json.loads(text) for text in whole)


def main(argv: list[str]) -> int:
    """Gives Chromium's exit code, or 1 once a page has crashed."""
    pid, to_chromium, from_chromium = start(argv)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(pid, signal.SIGTERM))
    if file := os.environ.get("KIOSK_OPENING_HOURS"):
        threading.Thread(target=kiosk_screen.keep_switching, args=(Path(file),), daemon=True).start()
    os.write(to_chromium, b'{"id":1,"method":"Target.setDiscoverTargets","params":{"discover":true}}\0')
    for message in messages(from_chromium):
        if message.get("method") == "Target.targetCrashed":
            print("a page has crashed: the browser is started again", file=sys.stderr)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return 1
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
