"""The undo log of the settings: what the files were before a release that has yet to prove itself changed them.

`undo-log.json` is on the disk before the first file is changed, and until the release has proved itself or all is put
back, whatever happens in between: power may be lost, Ansible killed. `settings-keys.json` has, for each file, the keys
that a release of ours brought: an older release that does not know them may come back.
"""
import json
import os

from . import history, placed_units
from .durable import read_text, sync_directory, write_durably


def read(places):
    """None where nothing is open; else:

    `revision`, `root` and `services` of the release that the files were written for, `is_again` where it had proved itself before with
    others, `keys` by path as `brought_keys`, and `files` by path: `copy` below places.backup, None where there had been no file, and `sums`, the SHA-256 of whatever we wrote.
    """
    text = read_text(places.undo_log)
    return json.loads(text) if text else None


def save(places, undo):
    write_durably(places.undo_log, json.dumps(undo, indent=2) + '\n', 0o600)


def remove(places):
    os.unlink(places.undo_log)
    sync_directory(places.state)


def brought_keys(places):
    """Path to the keys in that file which releases brought, and not somebody on the device."""
    proven = json.loads(read_text(places.settings_keys) or '{}')
    return {**proven, **(read(places) or {'keys': {}})['keys']}


def commit(places):
    """The release has proved itself, and keeps its settings."""
    undo = read(places)
    if undo is not None:
        placed_units.note(places, undo)
        write_durably(places.settings_keys, json.dumps(brought_keys(places), indent=2) + '\n', 0o600)
        remove(places)


def finish_commit(places):
    """Power may have been lost after a proof was recorded, and before its settings were."""
    undo = read(places)
    if undo and not undo.get('is_again') and history.has_proved_itself(places, undo['revision']):
        commit(places)
