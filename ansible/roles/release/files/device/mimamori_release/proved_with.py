"""What a release proved itself with: its services, checks, proof and unit files. Who goes back to it checks it by these, and not by what a newer one has brought."""
import json

from . import history
from .durable import read_text, write_durably
from .user_units import addressed

PARTS = ('services', 'checks', 'proof', 'units')


def recorded(places):
    """Nothing where there is no record, or none that can be read."""
    try:
        return json.loads(read_text(places.proved_with) or '{}')
    except ValueError:
        return {}


def of(places, revision):
    """The parts, but for `units` in an older record; nothing where it proved itself before this was recorded."""
    known = recorded(places).get(revision)
    # A record may have units of a user's session as the inventory has them.
    return addressed(known) if known else {}


def record(request, places):
    """Only root may read it: the words of a check may hold a secret."""
    here = {revision: parts for revision, parts in recorded(places).items() if revision in history.kept(places)}
    write_durably(places.proved_with, json.dumps({**here, request['revision']: {part: request[part] for part in PARTS}}, indent=2) + '\n', 0o600)
