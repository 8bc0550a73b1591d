"""One device's state for a report of a fault: what is needed to understand it, and no secrets.

Settings files and what lies in shared/ stay out. In logs, what looks like a secret is taken out.
"""
import contextlib
import io
import json
import os
import tarfile
import time

from .durable import read_text
from .places import places_of
from .process import run
from .redaction import redact
from .refusal import Refusal
from .user_units import journalctl, systemctl

COMMANDS = {
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


def of_services(services):
    for unit in services:
        file = unit.replace(' ', '-')
        # Of a user who is not there, or has no session, health.json reports.
        with contextlib.suppress(Refusal):
            yield 'unit-%s.txt' % file, systemctl(unit, 'status', '--no-pager', '--lines=0')
            yield 'journal-%s.txt' % file, journalctl(unit, '--lines=1000', '--no-pager', '--output=short-iso')


def texts(request):
    places = places_of(request)
    for name, argv in [*COMMANDS.items(), *of_services(request['services'])]:
        _status, output, error = run(argv)
        yield name, output + '\n' + error if error else output
    # Gathered by the role before, since checks and proof are not root's to run.
    yield 'health.json', json.dumps(request['health'], indent=2, ensure_ascii=False)
    for name, path in {'history.txt': places.history, 'paused.json': places.paused, 'declaration.json': places.declaration, 'os-release.txt': '/etc/os-release'}.items():
        yield name, read_text(path) or ''


def command(request):
    """Writes the bundle where only root reads it, and gives its `path`."""
    places = places_of(request)
    os.makedirs(places.run, exist_ok=True)
    path = os.path.join(places.run, places.name + '-bundle.tar.gz')
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'wb') as file, tarfile.open(fileobj=file, mode='w:gz') as packed:
        for name, text in texts(request):
            content = redact(text).encode('utf-8')
            entry = tarfile.TarInfo('%s/%s' % (os.uname().nodename, name))
            entry.size, entry.mtime = len(content), time.time()
            packed.addfile(entry, io.BytesIO(content))
    return {'path': path}
