"""The items to send, in order, put together into requests. No thread, no network; the clock is passed in."""

from __future__ import annotations

import json
from collections import deque

from . import messages
from .collector import Request

MOST_WAITING = 20_000
BATCH_ITEMS = 500
BATCH_BYTES = 256 * 1024
UNDER_WAY_SECONDS = 1.0


class Outbox:
    """Outcomes stay in order, and bounded. While a host is under way, only its newest item is worth sending, at most once a second a
    host."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._waiting: deque[Request | tuple[str, messages.Item]] = deque()
        self._under_way: dict[str, tuple[str, messages.Item]] = {}
        self._reported_under_way: dict[str, float] = {}
        self.dropped = 0

    def add_request(self, request: Request) -> None:
        self._append(request)

    def add_item(self, path: str, item: messages.Item) -> None:
        """`path` of the API for the run's hosts."""
        host = str(item['host'])
        if item['state'] == 'under_way':
            self._under_way[host] = (path, item)
            return
        self._under_way.pop(host, None)
        self._append((path, item))

    def _append(self, entry: Request | tuple[str, messages.Item]) -> None:
        if len(self._waiting) >= self._most_waiting:
            self._waiting.popleft()
            self.dropped += 1
        self._waiting.append(entry)

    def seconds_until_due(self, now: float) -> float | None:
        """Until there is something to send: 0 for now, None for never."""
        if self._waiting:
            return 0.0
        return min((max(0.0, self._due(host) - now) for host in self._under_way), default=None)

    def _due(self, host: str) -> float:
        return self._reported_under_way.get(host, float('-inf')) + UNDER_WAY_SECONDS

    def take(self, now: float) -> Request | None:
        """The next request. It is the sender's from then on."""
        if self._waiting and isinstance(self._waiting[0], Request):
            return self._waiting.popleft()
        items: list[messages.Item] = []
        size = 0
        path: str | None = None
        # Hosts under way go first: the same host may have finished in this very batch.
        for host in [host for host in self._under_way if self._due(host) <= now][:BATCH_ITEMS]:
            if path is not None and self._under_way[host][0] != path:
                continue
            path, item = self._under_way.pop(host)
            self._reported_under_way[host] = now
            items.append(item)
        while self._waiting and not isinstance(self._waiting[0], Request) and len(items) < 2 * BATCH_ITEMS:
            next_path, item = self._waiting[0]
            size += len(json.dumps(item))
            if items and (next_path != path or size > BATCH_BYTES):
                break
            path = next_path
            items.append(item)
            self._waiting.popleft()
        return None if path is None else Request(path, {'hosts': items})

    def put_back(self, request: Request) -> None:
        """To be sent before anything else."""
        self._waiting.appendleft(request)

    def forget_under_way(self) -> None:
        """The run is over."""
        self._under_way.clear()

    def take_all(self) -> list[Request]:
        """Everything that is worth storing: items of hosts under way are not."""
        self.forget_under_way()
        requests: list[Request] = []
        while (request := self.take(float('inf'))) is not None:
            requests.append(request)
        return requests
