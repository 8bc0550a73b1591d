"""The services are restarted, from what `current` points to."""
from contextlib import suppress

from . import journal, paused_units
from .places import places_of
from .process import must, run
from .refusal import Refusal
from .units import is_up, show, type_of
from .user_units import beside, systemctl

DONE = {'stop': 'stopped', 'start': 'started', 'restart': 'restarted'}


def wake(request):
    """A service of the release may be paused with the others, and a unit that is checked; none must start into its own pause. Gives those that are only checked."""
    places = places_of(request)
    checked = [check['unit'] for check in request['checks'] if check.get('unit') and check['unit'] not in request['services']]
    paused = {one['unit'] for one in paused_units.read_paused(places)}.intersection(request['services'] + checked)
    for unit in paused:
        paused_units.unmask(unit, places)
    if paused:
        must(['systemctl', 'daemon-reload'], 60)
    return [unit for unit in checked if unit in paused]


def services_of(unit):
    """The services that run because of a socket: it cannot start while they do (systemd.socket(5))."""
    state = show(unit)
    served = [beside(unit, one) for one in state.get('Triggers', '').split()] if type_of(state) == 'socket' else []
    return [one for one in served if is_up(show(one))]


def do(verb, unit, seconds):
    """@throws Refusal with the `unit` that would not."""
    status, _output, error = run(systemctl(unit, verb), seconds)
    if status != 0:
        raise Refusal('%s could not be %s: %s' % (unit, DONE[verb], error.strip().split('\n')[0][:500]), unit=unit)


def restart(unit, seconds):
    # So that a service which systemd has given up may start again; fails, rightly, for one that is not loaded yet.
    run(systemctl(unit, 'reset-failed'))
    served = services_of(unit)
    for one in served:
        do('stop', one, seconds)
    do('restart', unit, seconds)
    for one in served:
        do('start', one, seconds)


def those_that_ran(request):
    """Restarts the services that ran before this run restarted any. Gives each with None, or a sentence where it would not."""
    answers = []
    idle = journal.idle_before(request)
    for unit in [] if idle is None else [one for one in request['services'] if one not in idle]:
        try:
            restart(unit, request['restart_seconds'])
            answers.append((unit, None))
        except Refusal as refusal:
            answers.append((unit, str(refusal)))
    return answers


def command(request):
    """Restarts the services in their order. @throws Refusal with the `unit` that would not.

    `brought` are those of the release that was refused: what did not run before it ends with it, and the others are none of the release before.
    """
    woken = wake(request)
    brought = request.get('brought', [])
    idle = journal.idle_before(request)
    if idle is None:
        idle = [unit for unit in request['services'] if not is_up(show(unit))]
    journal.restarting(request, idle)
    for unit in brought:
        # A user's systemd may not be there. The release before needs none of these.
        with suppress(Refusal):
            run(systemctl(unit, 'stop' if unit in idle else 'try-restart'), request['restart_seconds'])
    for unit in request['services']:
        restart(unit, request['restart_seconds'])
    for unit in woken:
        do('start', unit, request['restart_seconds'])
