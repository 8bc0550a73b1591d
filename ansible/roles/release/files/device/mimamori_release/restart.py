"""The services start anew, from what `current` points to."""
from . import journal, resting
from .places import places_of
from .process import must, run
from .refusal import Refusal


def wake(request):
    """A service of the release may rest with the others; it must not start into its own pause."""
    places = places_of(request)
    asleep = {one['unit'] for one in resting.read_journal(places)}.intersection(request['services'])
    for unit in asleep:
        resting.unmask(unit, places)
    if asleep:
        must(['systemctl', 'daemon-reload'], 60)


def command(request):
    """Restarts the services in their order. @throws Refusal with the `unit` that would not."""
    wake(request)
    journal.restarting(request)
    for unit in request['services']:
        # So that a service which systemd has given up may start again; fails, rightly, for one that is not loaded yet.
        run(['systemctl', 'reset-failed', '--', unit])
        status, _output, error = run(['systemctl', 'restart', '--', unit], request['restart_seconds'])
        if status != 0:
            raise Refusal('%s could not be restarted: %s' % (unit, error.strip().split('\n')[0][:500]), unit=unit)
