"""What a release proved itself with: its services, checks and proof. Who goes back to it judges it by these, and not by what a newer one has brought."""
import json

from . import history
from .durable import read_text, write_durably

PARTS = ('services', 'checks', 'proof')


def recorded(places):
    """Nothing where there is no record, or none that can be read."""
    try:
        return json.loads(read_text(places.proved_with) or '{}')
    except ValueError:
        return {}


def of(places, revision):
    """`services`, `checks` and `proof`; nothing where it proved itself before this was recorded."""
    return recorded(places).get(revision, {})


def record(request, places):
    """Only root may read it: the words of a check may hold a secret."""
    here = {revision: parts for revision, parts in recorded(places).items() if revision in history.kept(places)}
    write_durably(places.proved_with, json.dumps({**here, request['revision']: {part: request[part] for part in PARTS}}, indent=2) + '\n', 0o600)
