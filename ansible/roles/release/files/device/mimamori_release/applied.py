"""What was wanted when a release last proved itself: by it a run of the same revision knows whether the inventory says something else now."""
import hashlib
import json

from . import settings
from .durable import read_text, write_durably
from .places import places_of

#: Of the request, besides the revision. Settings are compared by their files: they may have changed on the device.
PARTS = ('services', 'checks', 'proof', 'hooks', 'units')


def sum_of_part(request, part):
    """A digest, since a hook's or a check's words may hold a secret."""
    return hashlib.sha256(json.dumps(request[part], sort_keys=True).encode('utf-8')).hexdigest()


def record(request, places):
    """Only root may read it."""
    sums = {part: sum_of_part(request, part) for part in PARTS}
    write_durably(places.applied, json.dumps({'revision': request['revision'], **sums}, indent=2) + '\n', 0o600)


def recorded(places):
    """Nothing where there is no record, or none that could be read."""
    try:
        return json.loads(read_text(places.applied) or '{}')
    except ValueError:
        return {}


def command(request):
    """`is_recorded`: what was applied with this revision is known; `differing`: the parts that are wanted otherwise now; and the
    settings, as settings.left and settings.found have them."""
    places = places_of(request)
    before = recorded(places)
    return {
        'is_recorded': before.get('revision') == request['revision'],
        # An older record has no units: which they were is not known.
        'differing': [part for part in PARTS if before.get(part) != sum_of_part(request, part) and (part in before or part != 'units')],
        'left': settings.left(request, places),
        **settings.found(request, places)
    }
