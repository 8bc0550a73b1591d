"""Unit files that the role has placed where there was none: one that no release lists is removed, and restored with a release that listed it."""
import contextlib
import hashlib
import json
import os
import re

from . import proved_with, unit_files
from .durable import read_text, sync_directory, write_durably
from .places import Places, names_here
from .user_units import parts


def content_of(path):
    """None where there is no such file."""
    with contextlib.suppress(FileNotFoundError), open(path, 'rb') as file:
        return file.read()
    return None


def sum_of(content):
    return hashlib.sha256(content).hexdigest()


def read(places):
    """`placed`: path to the SHA-256 of what the role wrote there; `removed`: path to the text."""
    try:
        return {'placed': {}, 'removed': {}, **json.loads(read_text(places.units) or '{}')}
    except ValueError:
        return {'placed': {}, 'removed': {}}


def save(places, record):
    write_durably(places.units, json.dumps(record, indent=2) + '\n', 0o600)


def note(places, undo):
    """What a release that has proved itself placed, or changed of what the role had placed before. Of `undo`, as undo_log.read has it."""
    record = read(places)
    written = {path: one['sums'][-1] for path, one in undo['files'].items() if unit_files.is_unit_file(path) and (one['copy'] is None or path in record['placed'])}
    if written:
        removed = {path: text for path, text in record['removed'].items() if path not in written}
        save(places, {'placed': {**record['placed'], **written}, 'removed': removed})


def file_of(unit):
    """The name of its unit file: that of an instance is its template's."""
    return re.sub(r'@[^.]*\.', '@.', parts(unit)[0])


def needed_by(known):
    """The units that a release needs: of `known`, as proved_with.py has it."""
    return [*known['services'], *(check['unit'] for check in known['checks'] if check.get('unit'))]


def enable(path, content, known):
    """A new one starts at boot, if it says when; of a template, the instances that the release needs. One that was there before is
    enabled or not as it was."""
    name = os.path.basename(path)
    for one in [unit for unit in needed_by(known) if file_of(unit) == name] if '@.' in name else [name]:
        unit_files.enable(path, content, one)


def listed_by(known):
    """Names of the unit files that a release brings, or needs: of `known`, as proved_with.py has it."""
    return {os.path.basename(path) for path in known.get('units', [])} | {file_of(unit) for unit in needed_by(known)}


def listed_by_others(places):
    return {name for other in names_here() if other != places.name for known in proved_with.recorded(Places(other)).values() for name in listed_by(known)}


def remove_unlisted(request, places):
    """Stops, disables and deletes what this release neither lists nor needs, but for what somebody has changed since. @throws OSError where one cannot be deleted"""
    record = read(places)
    listed = listed_by(request) | listed_by_others(places)
    for path in [path for path in record['placed'] if os.path.basename(path) not in listed]:
        content = content_of(path)
        if content is not None and sum_of(content) == record['placed'][path]:
            record['removed'][path] = content.decode('utf-8', 'surrogateescape')
            # On the disk before the file goes.
            save(places, record)
            unit_files.take_away(path)
            os.unlink(path)
            sync_directory(os.path.dirname(path))
            unit_files.reload_systemd([path])
        del record['placed'][path]
    kept = {name for known in proved_with.recorded(places).values() for name in listed_by(known)}
    record['removed'] = {path: text for path, text in record['removed'].items() if os.path.basename(path) in kept}
    if record != read(places):
        save(places, record)


def bring_back(known, places):
    """For a release that is returned to: what it lists and a newer one has removed."""
    record = read(places)
    coming = {path: text.encode('utf-8', 'surrogateescape') for path, text in record['removed'].items() if os.path.basename(path) in listed_by(known) and not os.path.lexists(path)}
    for path, content in coming.items():
        write_durably(path, content)
        record['placed'][path] = sum_of(content)
        del record['removed'][path]
    if coming:
        unit_files.reload_systemd(coming)
        for path, content in coming.items():
            enable(path, content, known)
        save(places, record)
