"""The callback's options, made into objects. A setting that cannot be used is reported, and the run goes on without it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..server import read_token, SettingError
from . import messages
from .collector import Collector
from .reporter import EventsFile
from .sender import Sender
from .spool import Spool


@dataclass(frozen=True)
class Outputs:
    """The destinations of items, for all playbooks of one process."""

    run_id: str | None
    attempt: int
    sender: Sender | None
    events: EventsFile | None
    textfile: str | None
    secrets: frozenset[str]

    @property
    def is_wanted(self) -> bool:
        return self.sender is not None or self.events is not None or self.textfile is not None


def _path(options: Mapping[str, Any], name: str) -> str | None:
    """Nothing if it is empty: Ansible's own type for paths takes that for the working directory."""
    path = options.get(name)
    return os.path.abspath(os.path.expanduser(path)) if path else None


def open_outputs(options: Mapping[str, Any], *, is_check: bool, warn: Callable[[str], None]) -> Outputs:
    """
    In check mode there is only the events file: nothing happens that the collector should know. Under the runner there is, too: it delivers
    the events file.
    """
    run_id = options.get('run_id') or None
    if run_id is not None and not messages.RUN_ID.fullmatch(run_id):
        warn(f'run_id: expected one such as 20260314-093000-0a1b2c, got {run_id!r}; this is a run of its own')
        run_id = None
    attempt = options.get('attempt') or 1
    if not 1 <= attempt <= 1000:
        warn(f'attempt: expected a number from 1 to 1000, got {attempt}; 1 is used')
        attempt = 1
    events = _open_events(_path(options, 'events_file'), warn)
    is_delivered_by_runner = run_id is not None and events is not None
    is_sending = not is_check and not is_delivered_by_runner and bool(options.get('url'))
    sender, secrets = _open_sender(options, warn) if is_sending else (None, _token_to_mask(options))
    textfile = None if is_check else _path(options, 'textfile')
    return Outputs(run_id=run_id, attempt=attempt, sender=sender, events=events, textfile=textfile, secrets=secrets)


def _token_to_mask(options: Mapping[str, Any]) -> frozenset[str]:
    """The token is not used here, but must not appear in any message."""
    token_file = _path(options, 'token_file')
    try:
        return frozenset((read_token(token_file)[0],)) if token_file else frozenset()
    except SettingError:
        return frozenset()


def _open_sender(options: Mapping[str, Any], warn: Callable[[str], None]) -> tuple[Sender | None, frozenset[str]]:
    try:
        token_file = _path(options, 'token_file')
        if not token_file:
            raise SettingError('url is set, but token_file is not')
        token, warning = read_token(token_file)
        collector = Collector(options['url'], token=token, ca_file=_path(options, 'ca_file'))
    except SettingError as error:
        warn(f'nothing is reported to the collector: {error}')
        return None, frozenset()
    if warning:
        warn(warning)
    directory = _path(options, 'spool_directory')
    return Sender(collector, Spool(directory) if directory else None), frozenset((token,))


def _open_events(path: str | None, warn: Callable[[str], None]) -> EventsFile | None:
    try:
        return EventsFile(path) if path else None
    except OSError as error:
        warn(f'the events file cannot be opened: {error}')
        return None
