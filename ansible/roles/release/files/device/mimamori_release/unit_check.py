"""Whether a unit runs, by what units of its type have: only services have a main process, and systemd starts only them anew."""
from . import ending, journal, paused_units
from .places import places_of
from .refusal import Refusal
from .units import seconds_active, show, type_of
from .user_units import beside

#: How long a service that has fallen must be up where nobody knows since when it falls: it was not this run that started it.
STEADY_SECONDS = 60


def restarts_of(state):
    """By systemd itself, since somebody last restarted the unit."""
    return int(state.get('NRestarts') or 0)


def details_of(state):
    status, restarts = ending.of_main_process(state), restarts_of(state)
    return '%s%s' % ('' if status is None else ', its main process ' + ending.words(status), ', after %d restarts by systemd' % restarts if restarts else '')


def must_be_active(unit, state, seconds):
    """@throws Refusal, also where it has not been so for that long; `hopeless` where waiting would change nothing."""
    if state['ActiveState'] == 'failed':
        # Of a target there is no result.
        raise Refusal('%s has failed (%s)%s' % (unit, state.get('Result', 'failed'), details_of(state)), unit=unit, hopeless=True)
    if state['ActiveState'] != 'active':
        raise Refusal('%s is not active but %s (%s)%s' % (unit, state['ActiveState'], state['SubState'], details_of(state)), unit=unit)
    if seconds_active(state) < seconds:
        raise Refusal('%s does not stay active for %d s: it was restarted by systemd %d times' % (unit, seconds, restarts_of(state)), unit=unit)


def check_any(unit, state, request):
    must_be_active(unit, state, request['settle_seconds'])


def check_service(unit, state, request):
    """One that works until it is done is so once it has ended well; one that has fallen must stay up for longer than it took to come so far."""
    is_ours = unit in request['services']
    began = journal.restarted(request) if is_ours else 0
    if state.get('Type') == 'oneshot' and state['ActiveState'] == 'inactive' and has_ended_well(state, began, is_ours):
        return
    seconds = request['settle_seconds']
    if restarts_of(state):
        came = (int(state['ActiveEnterTimestampMonotonic'] or 0) - began) / 1e6
        seconds = max(seconds, came if began else min(came, STEADY_SECONDS))
    must_be_active(unit, state, seconds)
    # With RemainAfterExit= a service stays active whatever ended it.
    if state['SubState'] == 'exited' and (ending.of_main_process(state) or 0) < 0:
        raise Refusal('%s is active, but no longer runs%s' % (unit, details_of(state)), unit=unit)


def has_ended_well(state, began, is_ours):
    """By the word of its own unit file, which may call other codes than 0 a success, but by no signal.

    systemd forgets the end of a unit that nothing refers to, unless it has failed: a restart of ours has waited for it.
    """
    status = ending.of_main_process(state)
    if state['Result'] != 'success' or status is None:
        return state['Result'] == 'success' and is_ours
    return status >= 0 and int(state['ExecMainExitTimestampMonotonic']) >= began


def need_not_run(state, paused):
    """Kept by a condition, paused for an update, never started, or done. An end by a signal is none of these, though systemd calls one by TERM a success."""
    return state['ActiveState'] == 'inactive' and (state.get('ConditionResult') == 'no' or state['Id'] in paused or (ending.of_main_process(state) or 0) >= 0)


def check_target(unit, state, request):
    """A target is active whatever becomes of the units that it wants: each of them must run, but for those that need not."""
    must_be_active(unit, state, request['settle_seconds'])
    places = places_of(request)
    paused = {*(one['unit'] for one in paused_units.read_paused(places)), *paused_units.paused_by_others(places)}
    for member in (state.get('Wants', '') + ' ' + state.get('Requires', '')).split():
        found = show(beside(unit, member))
        if type_of(found) != 'target' and not need_not_run(found, paused):
            TYPES.get(type_of(found), check_any)(beside(unit, member), found, request)


def check_timer(unit, state, request):
    """A timer is active whatever becomes of the units that it starts: none of them has failed since this run has restarted the timer."""
    must_be_active(unit, state, request['settle_seconds'])
    began = journal.restarted(request) if unit in request['services'] else 0
    for name in state.get('Triggers', '').split():
        job = show(beside(unit, name))
        if job['ActiveState'] == 'failed' and int(job.get('ExecMainExitTimestampMonotonic') or 0) >= began:
            why = '%s is active, but %s, which it starts, has failed (%s)%s' % (unit, name, job.get('Result', 'failed'), details_of(job))
            raise Refusal(why, unit=beside(unit, name))


#: Units of all other types are active, or they are not.
TYPES = {'service': check_service, 'target': check_target, 'timer': check_timer}


def check_unit(check, request):
    """@throws Refusal, `hopeless` where waiting would change nothing."""
    unit = check['unit']
    state = show(unit)
    if state['LoadState'] == 'not-found':
        raise Refusal('there is no unit %s on this device' % unit, unit=unit, hopeless=True)
    TYPES.get(type_of(state), check_any)(unit, state, request)
