"""Requests that could not be delivered, as files: the next playbook delivers them, oldest first. They are those of playbooks without a
runner, of which two may run at once.

A directory of `<time>-<process>-<number>.json`, each `{"method": "POST", "path": "/api/updates/…", "body": {…}}`; the names sort
in the order in which they were written, even if the clock was set back: each is later than all existing ones. To deliver one, a process
claims it by renaming it to `….json.claimed-<process>`, then removes it, or renames it back. A claim of a process that is no more, or that
is ten minutes old, is anybody's.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass

from .collector import Request

MOST_FILES = 1000
MOST_BYTES = 16 * 1024 * 1024
CLAIM_SECONDS = 600.0
_ENTRY = re.compile(r'\d{19}-\d+-\d{6}\.json')
_TIME = re.compile(r'(\d{19})-\d+-\d{6}\.json')
_CLAIM = re.compile(r'(\d{19}-\d+-\d{6}\.json)\.claimed-(\d+)')


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass(frozen=True)
class Entry:
    """A claimed request."""

    name: str
    request: Request


class Spool:
    """Bounded: of too many the oldest go. Two processes may use one directory."""

    def __init__(self, directory: str, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> None:
        self._directory = directory
        self._most_files = most_files
        self._most_bytes = most_bytes
        self._number = 0
        self._claim_suffix = f'.claimed-{os.getpid()}'

    def keep(self, requests: list[Request]) -> int:
        """Writes them so that they survive a power cut; gives how many older ones had to go. @throws OSError"""
        if not requests:
            return 0
        os.makedirs(self._directory, mode=0o700, exist_ok=True)
        for request in requests:
            self._write(request)
        directory = os.open(self._directory, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
        return self._drop_oldest()

    def _write(self, request: Request) -> None:
        self._number += 1
        name = f'{self._next_time():019d}-{os.getpid()}-{self._number:06d}.json'
        path = os.path.join(self._directory, name)
        # A name that nobody delivers, until it is whole.
        temporary = f'{path}.new'
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, 'w', encoding='utf-8') as file:
                entry = {'method': request.method, 'path': request.path, 'body': request.body}
                json.dump(entry, file, ensure_ascii=False, separators=(',', ':'))
                file.flush()
                os.fsync(file.fileno())
            os.rename(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise

    def _next_time(self) -> int:
        """Now, or just after the newest entry, claimed or not."""
        times = [int(match[1]) for match in map(_TIME.match, os.listdir(self._directory)) if match]
        return max([time.time_ns(), *(newest + 1 for newest in times)])

    def _entries(self) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._directory) if _ENTRY.fullmatch(name))
        except FileNotFoundError:
            return []

    def _drop_oldest(self) -> int:
        names = self._entries()
        sizes = {}
        for name in names:
            with suppress(FileNotFoundError):
                sizes[name] = os.stat(os.path.join(self._directory, name)).st_size
        total, files, dropped = sum(sizes.values()), len(sizes), 0
        for name, size in sizes.items():
            if files <= self._most_files and total <= self._most_bytes:
                break
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self._directory, name))
                dropped += 1
            total, files = total - size, files - 1
        return dropped

    def take(self, *, passing: Collection[str] = ()) -> Iterator[Entry]:
        """Claims one after the other, oldest first, but for names to pass over; each is to be given to `done` or `put_back`. One that
        cannot be read is set aside as `….bad`. @throws OSError"""
        self._free_old_claims()
        for name in self._entries():
            if name in passing:
                continue
            path = os.path.join(self._directory, name)
            claimed = path + self._claim_suffix
            try:
                os.rename(path, claimed)
                os.utime(claimed)
                with open(claimed, encoding='utf-8') as file:
                    entry = json.load(file)
                request = Request(method=entry['method'], path=entry['path'], body=entry['body'])
                if request.method != 'POST' or not re.fullmatch(r'/api/updates[!-~]*', request.path):
                    raise ValueError(request.path)
            except FileNotFoundError:
                continue
            except (ValueError, KeyError, TypeError):
                os.replace(claimed, path + '.bad')
                continue
            yield Entry(name, request)

    def done(self, entry: Entry) -> None:
        """It was delivered. @throws OSError"""
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(self._directory, entry.name) + self._claim_suffix)

    def put_back(self, entry: Entry) -> None:
        """It was not. @throws OSError"""
        path = os.path.join(self._directory, entry.name)
        with suppress(FileNotFoundError):
            os.rename(path + self._claim_suffix, path)

    def _free_old_claims(self) -> None:
        oldest = time.time() - CLAIM_SECONDS
        try:
            names = os.listdir(self._directory)
        except FileNotFoundError:
            return
        for name in names:
            match = _CLAIM.fullmatch(name)
            path = os.path.join(self._directory, name)
            with suppress(FileNotFoundError):
                # By the same clock, stepped or not: a claim from the future is old, too.
                if match and (not _is_there(int(match[2])) or not oldest <= os.stat(path).st_mtime <= time.time() + CLAIM_SECONDS):
                    os.rename(path, os.path.join(self._directory, match[1]))
