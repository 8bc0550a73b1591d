"""What is on the device now; reads only, and needs no root."""
import os

from . import history, lease, paused_units
from .places import places_of
from .proof import ask
from .refusal import Refusal


def running(request):
    try:
        return {'running': ask(request), 'running_unknown': None}
    except Refusal as refusal:
        return {'running': None, 'running_unknown': str(refusal)}


def command(request):
    """`running`: by the service's own proof. `proven`: what last passed all checks. `previous`: where a rollback would go."""
    places = places_of(request)
    proven = (history.proven(places) or [None])[-1]
    held = lease.holder(places)
    return {
        'hostname': os.uname().nodename,
        'linked': history.linked(places),
        'proven': proven,
        'previous': history.earlier(places, proven),
        'kept': history.kept(places),
        'paused': [one['unit'] for one in paused_units.read_paused(places)],
        'lease': held and held['run'],
        **running(request)
    }
