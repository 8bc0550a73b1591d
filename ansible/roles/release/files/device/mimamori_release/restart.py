"""The services are restarted, from what `current` points to."""
from contextlib import suppress
import json
import time

from . import pause
from .files import read_text
from .paths import paths_of
from .process import must, run
from .refusal import Refusal
from .units import beside, is_up, no_bus, not_reached, show, systemctl, type_of

DONE = {'stop': 'stopped', 'start': 'started', 'restart': 'restarted', 'try-restart': 'restarted'}


def monotonic():
    """Microseconds, as the journal has them of each entry; the date may jump in between."""
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


def record_restart(request, idle):
    """Records that this run's services are restarted: anything that they proved before was another release's. `idle` did not run before."""
    with open(paths_of(request).restarted, 'w', encoding='utf-8') as file:
        json.dump({'run': request['run'], 'since': monotonic(), 'idle': idle}, file)


def recorded_restart(request):
    """Nothing if this run has restarted no services, or the device has been restarted since."""
    found = json.loads(read_text(paths_of(request).restarted) or '{}')
    return found if found.get('run') == request['run'] else {}


def restarted(request):
    """When this run restarted the services; 0, which is the boot, if it did not."""
    return recorded_restart(request).get('since', 0)


def idle_before(request):
    """The services that did not run before this run restarted any; None if it has not."""
    return recorded_restart(request).get('idle')


def wake(request):
    """Ends the pause of the release's services and of units that are checked, so that none starts into it. Gives those only checked."""
    paths = paths_of(request)
    checked = [check['unit'] for check in request['checks'] if check.get('unit') and check['unit'] not in request['services']]
    paused = {one['unit'] for one in pause.read_paused(paths)}.intersection(request['services'] + checked)
    for unit in paused:
        pause.unmask(unit, paths)
    if paused:
        must(['systemctl', 'daemon-reload'], 60)
    return [unit for unit in checked if unit in paused]


def is_at_work(state):
    """A oneshot that ends by itself: the next start of it has the new release."""
    return state.get('Type') == 'oneshot' and state['ActiveState'] == 'activating'


def services_of(unit):
    """The services that run because of a socket, path or timer, and do not end with its restart."""
    served = {one: show(one) for one in (beside(unit, name) for name in show(unit).get('Triggers', '').split())}
    return [one for one, state in served.items() if is_up(state) and not is_at_work(state)]


def do(verb, unit, seconds):
    """@throws Refusal with the `unit` that would not."""
    status, _output, error = run(systemctl(unit, verb), seconds)
    if status != 0:
        why = not_reached(unit) if no_bus(unit, error) else error.strip().split('\n')[0][:500]
        raise Refusal('%s could not be %s: %s' % (unit, DONE[verb], why), unit=unit)


def restart(unit, seconds, others=()):
    """With the services that run because of it, but for `others`, which are restarted by themselves."""
    # Lets a service which systemd has given up start again; fails, rightly, for one that is not loaded yet.
    run(systemctl(unit, 'reset-failed'))
    served = services_of(unit)
    if type_of(show(unit)) != 'socket':
        do('restart', unit, seconds)
        for one in served:
            if one not in others:
                do('try-restart', one, seconds)
        return
    # It cannot start while they run (systemd.socket(5)).
    for one in served:
        do('stop', one, seconds)
    do('restart', unit, seconds)
    for one in served:
        do('start', one, seconds)


def restart_earlier(request):
    """Restarts the services that ran before this run restarted any. Gives each with None, or a sentence if it would not."""
    answers = []
    idle = idle_before(request)
    for unit in [] if idle is None else [one for one in request['services'] if one not in idle]:
        try:
            restart(unit, request['restart_seconds'], request['services'])
            answers.append((unit, None))
        except Refusal as refusal:
            answers.append((unit, str(refusal)))
    return answers


def command(request):
    """Restarts the services in their order. @throws Refusal with the `unit` that would not.

    `brought` are those of the release that was refused: what did not run before it ends with it, and the release before needs no other.
    """
    woken = wake(request)
    brought = request.get('brought', [])
    idle = idle_before(request)
    if idle is None:
        idle = [unit for unit in request['services'] if not is_up(show(unit))]
    record_restart(request, idle)
    for unit in brought:
        # A user's systemd may not be there. The release before needs none of these.
        with suppress(Refusal):
            if unit in idle:
                for one in [unit, *services_of(unit)]:
                    run(systemctl(one, 'stop'), request['restart_seconds'])
            elif is_up(show(unit)):
                restart(unit, request['restart_seconds'])
    for unit in request['services']:
        restart(unit, request['restart_seconds'], request['services'])
    for unit in woken:
        do('start', unit, request['restart_seconds'])
