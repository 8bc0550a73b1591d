"""Unit files that the role has placed: one that no release lists is removed, and restored with a release that listed it."""
import contextlib
import os
import re

from .files import read_record, sum_of, sync_directory, write_durably, write_record
from .paths import names_here, Paths, UNIT_FILES
from .process import must, run
from .units import parts


def is_unit_file(path):
    return os.path.dirname(path) == UNIT_FILES


def reload_systemd(paths):
    """@throws Refusal if systemd does not."""
    if any(is_unit_file(path) for path in paths):
        must(['systemctl', 'daemon-reload'], 60)


#: One that takes longer to stop goes on stopping by itself.
STOP_SECONDS = 30


def disable(path):
    """Before its file goes. Waits for the unit to stop: many a program ends with another code than 0 then, and a unit that fails after its
    file went would stay in systemd's list, as not found."""
    if is_unit_file(path):
        name = os.path.basename(path)
        run(['systemctl', 'disable', '--quiet', '--now', '--', name], STOP_SECONDS)
        # A template itself does not run, and systemctl disables its instances.
        running = name.replace('@.', '@*.')
        if running != name:
            run(['systemctl', 'stop', '--', running], STOP_SECONDS)
        run(['systemctl', 'reset-failed', '--', running], 60)


def content_of(path):
    """The content; None if there is no such file."""
    with contextlib.suppress(FileNotFoundError), open(path, 'rb') as file:
        return file.read()
    return None


def read(paths):
    """`placed`: path to the SHA-256 of the role's text there; `removed`: path to the text."""
    return {'placed': {}, 'removed': {}, **read_record(paths.units)}


def save(paths, record):
    write_record(paths.units, record)


def record_placed(paths, undo):
    """Records the units that a release which has proved itself placed or changed, from `undo`, as undo_log.read has it."""
    record = read(paths)
    written = {path: one['sums'][-1] for path, one in undo['files'].items()
               if is_unit_file(path) and (one['copy'] is None or path in record['placed'])}
    if written:
        removed = {path: text for path, text in record['removed'].items() if path not in written}
        save(paths, {'placed': {**record['placed'], **written}, 'removed': removed})


def file_of(unit):
    """The name of its unit file: that of an instance is its template's."""
    return re.sub(r'@[^.]*\.', '@.', parts(unit)[0])


def needed_by(known):
    """The units that a release needs: of `known`, as history.proved_with has it."""
    return [*known['services'], *(check['unit'] for check in known['checks'] if check.get('unit'))]


def enable(path, content, known):
    """A new one starts at boot, if its file says when; of a template, the instances that the release needs."""
    name = os.path.basename(path)
    if is_unit_file(path) and re.search(rb'^\[Install\]', content, re.MULTILINE):
        for unit in [unit for unit in needed_by(known) if file_of(unit) == name] if '@.' in name else [name]:
            must(['systemctl', 'enable', '--quiet', '--', unit], 60)


def listed_by(known):
    """Names of the unit files that a release brings, or needs: of `known`, as history.proved_with has it."""
    return {os.path.basename(path) for path in known.get('units', [])} | {file_of(unit) for unit in needed_by(known)}


def listed_by_others(paths):
    others = [read_record(Paths(other).proved_with) for other in names_here() if other != paths.name]
    return {name for records in others for known in records.values() for name in listed_by(known)}


def remove_unlisted(request, paths):
    """Stops, disables and deletes units that this release neither lists nor needs, unless somebody has changed them since.

    @throws OSError if one cannot be deleted
    """
    record = read(paths)
    listed = listed_by(request) | listed_by_others(paths)
    for path in [path for path in record['placed'] if os.path.basename(path) not in listed]:
        content = content_of(path)
        if content is not None and sum_of(content) == record['placed'][path]:
            record['removed'][path] = content.decode('utf-8', 'surrogateescape')
            # On the disk before the file goes.
            save(paths, record)
            disable(path)
            os.unlink(path)
            sync_directory(os.path.dirname(path))
            reload_systemd([path])
        del record['placed'][path]
    kept = {name for known in read_record(paths.proved_with).values() for name in listed_by(known)}
    record['removed'] = {path: text for path, text in record['removed'].items() if os.path.basename(path) in kept}
    if record != read(paths):
        save(paths, record)


def bring_back(known, paths):
    """For a return to a release: restores units that it lists and a newer one has removed."""
    record = read(paths)
    listed = listed_by(known)
    coming = {path: text.encode('utf-8', 'surrogateescape') for path, text in record['removed'].items()
              if os.path.basename(path) in listed and not os.path.lexists(path)}
    for path, content in coming.items():
        write_durably(path, content)
        record['placed'][path] = sum_of(content)
        del record['removed'][path]
    if coming:
        reload_systemd(coming)
        for path, content in coming.items():
            enable(path, content, known)
        save(paths, record)
