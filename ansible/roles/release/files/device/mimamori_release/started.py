"""A proof for a service that has no answer of its own: `run-release NAME -- COMMAND` in its unit notes the revision that it starts.

The note lies in /run, so that none outlives a boot, in a file that only the release's owner may write: as that user, or as root, the unit has to run it.
"""
import os

from .durable import bring_up_to_date
from .places import DECLARATIONS
from .process import must

PROGRAM = '/usr/local/lib/mimamori/run-release'
NOTES = '/run/mimamori/started'
TMPFILES = '/etc/tmpfiles.d'

#: `root` stands on a line of its own in the declaration, as switch.py writes it. The link is root's, unlike what lies in the release.
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


def note_of(places):
    return os.path.join(NOTES, places.name)


def install(request, places):
    """Program and place for the note, where the proof is this note."""
    if os.path.normpath(request['proof'].get('file') or '') != note_of(places):
        return
    os.makedirs(os.path.dirname(PROGRAM), exist_ok=True)
    bring_up_to_date(PROGRAM, SCRIPT % {'declarations': DECLARATIONS, 'notes': NOTES}, 0o755)
    path = os.path.join(TMPFILES, 'mimamori-%s.conf' % places.name)
    bring_up_to_date(path, TMPFILE % {'above': os.path.dirname(NOTES), 'notes': NOTES, 'name': places.name, 'owner': request['owner'], 'group': request['group']})
    must(['systemd-tmpfiles', '--create', path], 60)
