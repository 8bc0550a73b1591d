"""One request to the collector over HTTP(S), and what its answer means."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 10.0
_ANSWER_BYTES = 65_536
_MAY_PASS = frozenset((408, 425, 429))


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


class SettingError(ValueError):
    """A setting that cannot be used, said in a sentence."""


def read_token(file: str) -> tuple[str, str | None]:
    """The token, and a warning where others on this machine can read it. @throws SettingError"""
    try:
        with open(file, encoding='ascii') as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            token = opened.read(4096).strip()
    except (OSError, ValueError) as error:
        raise SettingError(f'the token file {file} cannot be read: {error.strerror if isinstance(error, OSError) else "it holds no token"}') from None
    if not re.fullmatch(r'[!-~]+', token):
        raise SettingError(f'the token file {file} should hold one token on one line')
    return token, f'everybody on this machine can read the token file {file}; chmod 600 it' if mode & 0o007 else None


class Collector:
    """A connection that is kept open. Proxies of the environment are not used: the collector is on the LAN."""

    def __init__(self, url: str, *, token: str | None = None, ca_file: str | None = None) -> None:
        """@throws SettingError"""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            raise SettingError(f'url: expected a port from 1 to 65535, got {url}') from None
        if parts.scheme not in ('http', 'https') or not parts.hostname:
            raise SettingError(f'url: expected one such as http://server:8080, got {url}')
        self._base = parts.path.rstrip('/').removesuffix('/api')
        self._headers = {'content-type': 'application/json', 'user-agent': 'mimamori.fleet.report', **({'authorization': f'Bearer {token}'} if token else {})}
        if parts.scheme == 'http':
            self._connection = HTTPConnection(parts.hostname, port, timeout=CONNECT_SECONDS)
            return
        import ssl
        from http.client import HTTPSConnection
        try:
            context = ssl.create_default_context(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingError(f'ca_file: {ca_file} cannot be used: {error}') from None
        self._connection = HTTPSConnection(parts.hostname, port, timeout=CONNECT_SECONDS, context=context)

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
        """Nothing where the connection was closed before an answer began."""
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
    said = f'{answer.get("code", "")}: {answer.get("message", "")}' if is_ours else reason
    if 400 <= status < 500 and status not in _MAY_PASS:
        return Answer('refused', f'HTTP {status} {said}', is_unauthorised=status in (401, 403))
    seconds = float(retry_after) if retry_after is not None and retry_after.isdigit() else None
    return Answer('later', f'HTTP {status} {said}', retry_after=seconds)
