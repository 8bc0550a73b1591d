"""One request to the collector over HTTP(S), and what its answer means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from ..server import connection_to, request_headers

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 10.0
_ANSWER_BYTES = 65_536
_FINAL = frozenset((400, 404, 409, 410, 413, 422))
"""Statuses that reject the request itself; any other may be different tomorrow."""
_UNKNOWN_RUN = 'UPDATE_RUN_NOT_FOUND'


@dataclass(frozen=True)
class Request:
    """As it lies in the spool."""

    path: str
    body: Mapping[str, Any]
    method: str = 'POST'


@dataclass(frozen=True)
class Answer:
    """`taken`; `refused` for good; or `later`: no answer, or one that may change by itself."""

    kind: str
    reason: str = ''
    retry_after: float | None = None
    is_unauthorised: bool = False
    is_of_unknown_run: bool = False
    """The collector does not have the run's start yet: the process that began the run may still have it, or another playbook that
    delivers from the same spool."""


class Collector:
    """A keep-alive connection. Proxies of the environment are not used: the collector is on the LAN."""

    def __init__(self, url: str, *, token: str | None = None, ca_file: str | None = None) -> None:
        """@throws SettingError"""
        self._connection, base = connection_to(url, ca_file=ca_file, seconds=CONNECT_SECONDS)
        self._base = base
        self._headers = {'content-type': 'application/json', **request_headers(token)}

    def send(self, request: Request) -> Answer:
        """Never raises."""
        data = json.dumps(request.body, ensure_ascii=False, separators=(',', ':')).encode()
        was_open = self._connection.sock is not None
        answer = self._try(request, data)
        # The collector may have closed an idle connection just then.
        return self._try(request, data) if answer is None and was_open else answer or Answer('later', 'the connection was closed')

    def close(self) -> None:
        self._connection.close()

    def _try(self, request: Request, data: bytes) -> Answer | None:
        """Nothing if the connection was closed before an answer began."""
        connection = self._connection
        try:
            if connection.sock is None:
                connection.connect()
                connection.sock.settimeout(ANSWER_SECONDS)
            connection.request(request.method, self._base + request.path, body=data, headers=self._headers)
            response = connection.getresponse()
            text = response.read(_ANSWER_BYTES)
            if response.will_close or len(text) == _ANSWER_BYTES:
                connection.close()
            return _meaning(response.status, response.reason, text, response.headers.get('retry-after'))
        except (ConnectionResetError, BrokenPipeError, HTTPException):
            connection.close()
            return None
        except TimeoutError:
            connection.close()
            return Answer('later', 'no answer in time')
        except (OSError, ValueError) as error:
            connection.close()
            return Answer('later', getattr(error, 'strerror', None) or str(error))


def _meaning(status: int, reason: str, text: bytes, retry_after: str | None) -> Answer:
    try:
        answer = json.loads(text)
    except ValueError:
        answer = None
    is_ours = isinstance(answer, dict) and 'requestId' in answer
    if 200 <= status < 300:
        # A proxy's or a portal's page is no receipt.
        return Answer('taken') if is_ours else Answer('later', f'HTTP {status}, and it is not the collector that answers')
    said = ': '.join(str(answer[key]) for key in ('code', 'message') if answer.get(key)) if is_ours else reason
    reason = f'HTTP {status} {said}'.strip()
    is_of_unknown_run = is_ours and answer.get('code') == _UNKNOWN_RUN
    # A proxy's 404 says nothing about the request.
    if is_ours and status in _FINAL and not is_of_unknown_run:
        return Answer('refused', reason)
    seconds = float(retry_after) if retry_after is not None and retry_after.isdigit() else None
    return Answer('later', reason, retry_after=seconds, is_unauthorised=status in (401, 403), is_of_unknown_run=is_of_unknown_run)
