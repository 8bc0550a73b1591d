"""Every host's items as they happen, one JSON a line: what the update runner reads, and delivers to the collector."""

from __future__ import annotations

import json
import os
from collections import Counter

from .messages import Item

MOST_UNDER_WAY = 500
"""Of one host; a playbook with more tasks than this shows no further steps."""


class EventsFile:
    """Appended by one write each, so that a reader never sees half a line of a short item, and several runs can share a file."""

    def __init__(self, path: str) -> None:
        """@throws OSError"""
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        self._under_way: Counter[str] = Counter()

    def write(self, items: list[Item]) -> None:
        """@throws OSError"""
        for item in items:
            if item['state'] == 'under_way':
                self._under_way[item['host']] += 1
                if self._under_way[item['host']] > MOST_UNDER_WAY:
                    continue
            line = json.dumps(item, ensure_ascii=False, separators=(',', ':')).encode() + b'\n'
            while line:
                line = line[os.write(self._descriptor, line):]
