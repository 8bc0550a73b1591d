"""`current` comes to point to another release, in one step of the kernel's."""
import contextlib
import json
import os

from . import placed_units, proved_with, started
from .durable import bring_up_to_date, sync_directory
from .places import DECLARATIONS, places_of
from .refusal import Refusal
from .settings_return import make_way


def declaration(request, places):
    """As exporter/docs/releases.md describes it, so that the agent reports what runs."""
    proof = request['proof']
    revision = {key: proof[key] for key in ('http', 'pointer', 'command', 'file') if proof.get(key)}
    return json.dumps({'root': places.current, 'revision': revision, 'timeoutSeconds': proof.get('timeout_seconds') or 3}, indent=2) + '\n'


def declare(request, places):
    os.makedirs(DECLARATIONS, exist_ok=True)
    bring_up_to_date(places.declaration, declaration(request, places))


def undo_first(places):
    """No release runs, and the agent is to report none: what ran before there was any runs again."""
    for path in (places.current, places.declaration, started.note_of(places)):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
    sync_directory(places.root)


def command(request):
    """Gives what the release has proved itself with, and what else the refused one has `brought`, where the request `is_return`."""
    places = places_of(request)
    if not os.path.isdir(places.release(request['revision'])):
        raise Refusal('the release %s is not on this device' % request['revision'])
    # Settings of a release that was cut off before it came to run. What cannot be put back must not keep another from running.
    make_way(places, request['revision'])
    known = proved_with.of(places, request['revision']) if request['is_return'] else {}
    # A full disk must not keep the release before from coming back.
    with contextlib.suppress(*[OSError] if request['is_return'] else []):
        declare({**request, **known}, places)
        started.install({**request, **known}, places)
    # Without them its services do not start, which says what is wrong.
    with contextlib.suppress(OSError, Refusal):
        if known:
            placed_units.bring_back(known, places)
    beside = places.current + '.part'
    if os.path.lexists(beside):
        os.unlink(beside)
    os.symlink(os.path.join('releases', request['revision']), beside)
    os.rename(beside, places.current)
    sync_directory(places.root)
    return {'proved_with': known and {**known, 'brought': [unit for unit in request['services'] if unit not in known['services']]}}
