"""Points `current` to another release, in one step of the kernel's.

For a service that has no answer of its own, `run-release NAME -- COMMAND` in its unit records the revision that it starts. The
record lies in /run, so that none outlives a boot, in a file that only the release's owner may write: as that user, or as root,
the unit has to run it.
"""
import contextlib
import json
import os

from . import history, placed_units, undo_log
from .files import bring_up_to_date, sync_directory
from .paths import DECLARATIONS, paths_of
from .process import must
from .refusal import Refusal

RUN_RELEASE = '/usr/local/lib/mimamori/run-release'
STARTED = '/run/mimamori/started'
TMPFILES = '/etc/tmpfiles.d'
#: `root` stands on a line of its own in the declaration, as `declaration` writes it. The link is root's, unlike what lies in the release.
SCRIPT = r"""#!/bin/sh
# run-release NAME -- COMMAND [ARGUMENT...]: notes which revision of the release NAME it starts, and becomes the command.
set -eu
if [ $# -lt 3 ] || [ "$2" != -- ]; then
  echo 'Usage: run-release NAME -- COMMAND [ARGUMENT...]' >&2
  exit 64
fi
name=$1
shift 2
current=$(sed -n 's/^  "root": "\(.*\)",$/\1/p' "%(declarations)s/$name.json")
release=$(readlink "$current")
printf '%%s\n' "${release##*/}" > "%(notes)s/$name"
exec "$@"
"""
TMPFILE = """d %(above)s 0755 root root -
d %(notes)s 0755 root root -
f %(notes)s/%(name)s 0644 %(owner)s %(group)s -
"""


def started_file(paths):
    return os.path.join(STARTED, paths.name)


def install_run_release(request, paths):
    """The program and path for the note, if the proof is this note."""
    if os.path.normpath(request['proof'].get('file') or '') != started_file(paths):
        return
    os.makedirs(os.path.dirname(RUN_RELEASE), exist_ok=True)
    bring_up_to_date(RUN_RELEASE, SCRIPT % {'declarations': DECLARATIONS, 'notes': STARTED}, 0o755)
    path = os.path.join(TMPFILES, 'mimamori-%s.conf' % paths.name)
    values = {'above': os.path.dirname(STARTED), 'notes': STARTED, 'name': paths.name, 'owner': request['owner'], 'group': request['group']}
    bring_up_to_date(path, TMPFILE % values)
    must(['systemd-tmpfiles', '--create', path], 60)


def declaration(request, paths):
    """As exporter/docs/releases.md describes it, so that the agent reports what runs."""
    proof = request['proof']
    revision = {key: proof[key] for key in ('http', 'pointer', 'command', 'file') if proof.get(key)}
    return json.dumps({'root': paths.current, 'revision': revision, 'timeoutSeconds': proof.get('timeout_seconds') or 3}, indent=2) + '\n'


def declare(request, paths):
    os.makedirs(DECLARATIONS, exist_ok=True)
    bring_up_to_date(paths.declaration, declaration(request, paths))


def undo_first(paths):
    """No release runs, and the agent is to report none: what ran before there was any runs again."""
    for path in (paths.current, paths.declaration, started_file(paths)):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
    sync_directory(paths.root)


def command(request):
    """Gives the parts that the release has proved itself with, and those that the refused one has `brought`, if the request `is_return`."""
    paths = paths_of(request)
    if not os.path.isdir(paths.release(request['revision'])):
        raise Refusal('the release %s is not on this device' % request['revision'])
    # Settings of a release that was cut off before it ran. A file that cannot be put back must not keep another from running.
    undo_log.make_way(paths, request['revision'])
    known = history.proved_with(paths, request['revision']) if request['is_return'] else {}
    # A full disk must not keep the release before from coming back.
    with contextlib.suppress(*[OSError] if request['is_return'] else []):
        declare({**request, **known}, paths)
        install_run_release({**request, **known}, paths)
    # Without them its services do not start, which names the cause.
    with contextlib.suppress(OSError, Refusal):
        if known:
            placed_units.bring_back(known, paths)
    beside = paths.current + '.part'
    if os.path.lexists(beside):
        os.unlink(beside)
    os.symlink(os.path.join('releases', request['revision']), beside)
    os.rename(beside, paths.current)
    sync_directory(paths.root)
    return {'proved_with': known and {**known, 'brought': [unit for unit in request['services'] if unit not in known['services']]}}
