"""How the collector is reached: its address, its certificate, and the caller's token."""

from __future__ import annotations

import json
import os
import re
import stat
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from .redaction import redact

_ANSWER_SECONDS = 30.0


class SettingError(ValueError):
    """A setting that cannot be used, said in a sentence."""


class ServerError(OSError):
    """The collector gave no answer, or one that is no use, said in a sentence."""


def read_token(file: str) -> tuple[str, str | None]:
    """The token, and a warning if others on this machine can read it. @throws SettingError"""
    try:
        with open(file, encoding='ascii') as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            token = opened.read(4096).strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else 'it holds no token'
        raise SettingError(f'the token file {file} cannot be read: {reason}') from None
    if not re.fullmatch(r'[!-~]+', token):
        raise SettingError(f'the token file {file} should hold one token on one line')
    return token, f'everybody on this machine can read the token file {file}; chmod 600 it' if mode & 0o007 else None


def connection_to(url: str, *, ca_file: str | None, seconds: float) -> tuple[HTTPConnection, str]:
    """A connection that is not open yet, and the path that all requests begin with. Proxies of the environment are not used:
    the collector is on the LAN. @throws SettingError
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise SettingError(f'url: expected a port from 1 to 65535, got {redact(url)}') from None
    if parts.scheme not in ('http', 'https') or not parts.hostname:
        raise SettingError(f'url: expected one such as http://server:8080, got {redact(url)}')
    base = parts.path.rstrip('/').removesuffix('/api')
    if parts.scheme == 'http':
        return HTTPConnection(parts.hostname, port, timeout=seconds), base
    # These cost 30 ms, which a run without them need not pay.
    import ssl
    from http.client import HTTPSConnection
    try:
        context = ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise SettingError(f'ca_file: {ca_file} cannot be used: {error}') from None
    return HTTPSConnection(parts.hostname, port, timeout=seconds, context=context), base


def request_headers(token: str | None) -> dict[str, str]:
    return {'user-agent': 'mimamori.fleet', **({'authorization': f'Bearer {token}'} if token else {})}


def fetch(url: str, path: str, *, token: str, ca_file: str | None = None) -> dict[str, Any]:
    """The collector's JSON. @throws SettingError, ServerError"""
    connection, base = connection_to(url, ca_file=ca_file, seconds=_ANSWER_SECONDS)
    try:
        connection.request('GET', base + path, headers=request_headers(token))
        response = connection.getresponse()
        text = response.read()
    except (OSError, HTTPException) as error:
        reason = getattr(error, 'strerror', None) or error or 'the connection was closed'
        raise ServerError(f'{redact(url)} gives no answer: {reason}') from None
    finally:
        connection.close()
    try:
        answer = json.loads(text)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or 'requestId' not in answer:
        raise ServerError(f'it is not the collector that answers at {redact(url)} (HTTP {response.status})')
    if response.status != 200:
        raise ServerError(f'{redact(url)}{path}: HTTP {response.status} {answer.get("code", "")}: {answer.get("message", "")}')
    return answer
