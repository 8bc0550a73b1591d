"""The collector of this machine's updates, by the same files as the update runner."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

DEFAULTS = '/etc/mimamori/update-defaults.conf'
SETTINGS = '/etc/mimamori/update.conf'
_TOKEN_FILE = '/etc/mimamori/update-token'

_LINE = re.compile(r'\s*(?:export\s+)?(MIMAMORI_\w+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s#]\S*))\s*(?:#.*)?')


def _values(file: str) -> dict[str, str]:
    """The values of a file that another program checks: what cannot be read here is left out."""
    try:
        with open(file, encoding='utf-8') as opened:
            found = (_LINE.fullmatch(line.rstrip('\n')) for line in opened)
            return {line[1]: line[2] or line[3] or line[4] or '' for line in found if line}
    except (OSError, ValueError):
        return {}


def server_settings(environment: Mapping[str, str] = os.environ, *, defaults: str = DEFAULTS, settings: str = SETTINGS) -> dict[str, str]:
    """The collector's `url`, and `token_file` and `ca_file` for it; nothing if no file has the collector's address."""
    named = environment.get('MIMAMORI_UPDATE_CONFIG')
    values = _values(named) if named else {**_values(defaults), **_values(settings)}
    if not values.get('MIMAMORI_URL'):
        return {}
    token_file = values.get('MIMAMORI_UPDATE_TOKEN_FILE') or _TOKEN_FILE
    found = {'url': values['MIMAMORI_URL'], 'token_file': token_file, 'ca_file': values.get('MIMAMORI_CA_FILE')}
    return {name: value for name, value in found.items() if value}


def with_server_settings(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of a plugin; if they have no collector, with the one that this machine's updates use."""
    return options if options.get('url') else {**options, **server_settings()}
