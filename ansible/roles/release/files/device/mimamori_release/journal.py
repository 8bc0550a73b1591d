"""Output of the device for people, without secrets: the last lines of a unit, and a bundle of its state for a report of a fault."""
import contextlib
import io
import json
import os
import re
import tarfile
import time

from . import restart
from .files import read_text
from .paths import paths_of
from .process import run
from .redaction import redact, redact_lines
from .refusal import Refusal
from .units import journalctl, systemctl

LINES = 20
LONGEST = 500
BUNDLE_COMMANDS = {
    'uptime.txt': ['uptime'],
    'system.txt': ['uname', '--all'],
    'memory.txt': ['free', '--mebi'],
    'disk.txt': ['df', '--human-readable', '--print-type'],
    'inodes.txt': ['df', '--inodes'],
    'addresses.txt': ['ip', 'address'],
    'clock.txt': ['timedatectl', 'show'],
    'failed-units.txt': ['systemctl', 'list-units', '--failed', '--no-pager', '--plain'],
    'timers.txt': ['systemctl', 'list-timers', '--all', '--no-pager'],
    'processes.txt': ['ps', '-eo', 'pid,ppid,user,stat,rss,etimes,comm', '--sort=-rss'],
    'boots.txt': ['journalctl', '--list-boots', '--no-pager'],
    'journal-warnings.txt': ['journalctl', '--boot', '--priority=warning', '--lines=500', '--no-pager', '--output=short-iso'],
    'kernel.txt': ['journalctl', '--dmesg', '--boot', '--lines=300', '--no-pager', '--output=short-iso'],
}


def entries(output):
    for line in output.split('\n'):
        try:
            yield json.loads(line)
        except ValueError:
            # Left out by the bound on the stored output.
            continue


def text_of(entry):
    # Numbers if it is no text that could be printed; nothing if there is none.
    message = entry.get('MESSAGE') or ''
    text = message if isinstance(message, str) else bytes(message).decode('utf-8', 'replace')
    return re.sub(r'[\x00-\x1f\x7f-\x9f]', ' ', text)


def date_of(entry):
    """As `journalctl --output short-iso` has it."""
    return time.strftime('%Y-%m-%dT%H:%M:%S%z', time.localtime(int(entry['__REALTIME_TIMESTAMP']) // 1_000_000))


def last_lines(unit, since):
    """The last lines of this boot, from `since` on."""
    options = ('--boot', '--lines', str(LINES), '--output', 'json', '--output-fields', 'MESSAGE', '--all', '--no-pager', '--quiet')
    _status, output, _error = run(journalctl(unit, *options))
    found = list(entries(output))
    texts = [text[:LONGEST].rstrip() for text in redact_lines([text_of(entry) for entry in found])]
    return ['%s %s' % (date_of(entry), text) for entry, text in zip(found, texts) if int(entry['__MONOTONIC_TIMESTAMP']) >= since and text]


def command(request):
    return {'unit': request['unit'], 'lines': last_lines(request['unit'], restart.restarted(request))}


def service_commands(services):
    for unit in services:
        file = unit.replace(' ', '-')
        # health.json reports a user who does not exist, or has no session.
        with contextlib.suppress(Refusal):
            yield 'unit-%s.txt' % file, systemctl(unit, 'status', '--no-pager', '--lines=0')
            yield 'journal-%s.txt' % file, journalctl(unit, '--lines=1000', '--no-pager', '--output=short-iso')


def bundle_texts(request):
    paths = paths_of(request)
    for name, argv in [*BUNDLE_COMMANDS.items(), *service_commands(request['services'])]:
        _status, output, error = run(argv)
        yield name, output + '\n' + error if error else output
    # Gathered by the role before, since checks and proof are not root's to run.
    yield 'health.json', json.dumps(request['health'], indent=2, ensure_ascii=False)
    files = {'history.txt': paths.history, 'paused.json': paths.paused, 'declaration.json': paths.declaration,
             'os-release.txt': '/etc/os-release'}
    for name, path in files.items():
        yield name, read_text(path) or ''


def bundle(request):
    """Writes the bundle where only root reads it, and gives its `path`."""
    paths = paths_of(request)
    os.makedirs(paths.run, exist_ok=True)
    path = os.path.join(paths.run, paths.name + '-bundle.tar.gz')
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'wb') as file, tarfile.open(fileobj=file, mode='w:gz') as packed:
        for name, text in bundle_texts(request):
            content = redact(text).encode('utf-8')
            entry = tarfile.TarInfo('%s/%s' % (os.uname().nodename, name))
            entry.size, entry.mtime = len(content), time.time()
            packed.addfile(entry, io.BytesIO(content))
    return {'path': path}
