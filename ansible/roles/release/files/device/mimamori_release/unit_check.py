"""Whether a unit can run, and does, by what units of its type have: only services have a main process, and systemd restarts only them."""
import os
import re

from . import pause, placed_units, restart
from .paths import paths_of
from .process import describe_exit
from .refusal import Refusal
from .units import beside, exit_status, parts, seconds_active, show, type_of

#: By systemd's word for how it has loaded the unit. A unit that is not running, or not enabled, is in order.
REASONS = {
    'not-found': 'there is no unit %s on this device. Install it there, or correct its name in the inventory.',
    'masked': '%s is masked on this device, and cannot be started. To unmask it there: sudo systemctl unmask %s',
    'bad-setting': '%s has a mistake in its unit file on this device. To see it there: systemd-analyze verify %s',
    'error': '%s cannot be read on this device. To see why: systemctl status %s',
}
#: Characters of a unit's name, as in systemd.unit(5). Any other would be a pattern for several.
NAME = re.compile(r'[A-Za-z0-9:_.\\@-]+')
#: How long a service that has fallen must be up where nobody knows since when it falls: it was not this run that started it.
STEADY_SECONDS = 60


def reason_against(unit):
    """A sentence, or None."""
    if not NAME.fullmatch(parts(unit)[0]):
        return '"%s" is not a valid unit name. Correct it in the inventory.' % unit
    if '@.' in unit:
        return '%s is a template unit: name an instance, such as %s.' % (unit, unit.replace('@.', '@1.'))
    try:
        sentence = REASONS.get(show(unit)['LoadState'])
    except Refusal as refusal:
        return str(refusal)
    return sentence and sentence.replace('%s', unit)


def check_units(request, _paths):
    """For the preflight: all units to be restarted or checked, except those that come with the release."""
    units = [*request['services'], *(check['unit'] for check in request['checks'] if check.get('unit'))]
    coming = {os.path.basename(path) for path in request['units']}
    # The unit file of an instance is its template's. A user's unit never comes with the release.
    missing = [unit for unit in dict.fromkeys(units) if parts(unit)[1] or placed_units.file_of(unit) not in coming]
    return [reason for unit in missing for reason in [reason_against(unit)] if reason]


def restarts_of(state):
    """By systemd itself, since somebody last restarted the unit."""
    return int(state.get('NRestarts') or 0)


def count(number, noun):
    return '%d %s%s' % (number, noun, '' if number == 1 else 's')


def details_of(state):
    status, restarts = exit_status(state), restarts_of(state)
    ended = '' if status is None else ', its main process ' + describe_exit(status)
    return ended + (', after %s by systemd' % count(restarts, 'restart') if restarts else '')


def must_be_active(unit, state, seconds):
    """@throws Refusal, even if it has not been so for that long; `hopeless` if waiting would change nothing."""
    if state['ActiveState'] == 'failed':
        # A target has no result.
        raise Refusal('%s has failed (%s)%s' % (unit, state.get('Result', 'failed'), details_of(state)), unit=unit, hopeless=True)
    if state['ActiveState'] != 'active':
        raise Refusal('%s is not active but %s (%s)%s' % (unit, state['ActiveState'], state['SubState'], details_of(state)), unit=unit)
    if seconds_active(state) < seconds:
        raise Refusal('%s does not stay active for %d s: it was restarted by systemd %s'
                      % (unit, seconds, count(restarts_of(state), 'time')), unit=unit)


def check_any(unit, state, request):
    must_be_active(unit, state, request['settle_seconds'])


def check_service(unit, state, request):
    """A oneshot is well once it has ended well; a service that has fallen must stay up for longer than it took to come so far."""
    is_ours = unit in request['services']
    began = restart.restarted(request) if is_ours else 0
    if state.get('Type') == 'oneshot' and state['ActiveState'] == 'inactive' and has_ended_well(state, began, is_ours):
        return
    seconds = request['settle_seconds']
    if restarts_of(state):
        came = (int(state['ActiveEnterTimestampMonotonic'] or 0) - began) / 1e6
        seconds = max(seconds, came if began else min(came, STEADY_SECONDS))
    must_be_active(unit, state, seconds)
    # With RemainAfterExit= a service stays active however it ended.
    if state['SubState'] == 'exited' and (exit_status(state) or 0) < 0:
        raise Refusal('%s is active, but no longer runs%s' % (unit, details_of(state)), unit=unit)


def has_ended_well(state, began, is_ours):
    """By the word of its own unit file, which may call other codes than 0 a success, but by no signal.

    systemd forgets the end of a unit that nothing refers to, unless it has failed: a restart of ours has waited for it.
    """
    status = exit_status(state)
    if state['Result'] != 'success' or status is None:
        return state['Result'] == 'success' and is_ours
    return status >= 0 and int(state['ExecMainExitTimestampMonotonic']) >= began


def need_not_run(state, paused):
    """Kept back by a condition, paused for an update, never started, or done. An end by a signal is none of these, though systemd calls
    one by TERM a success."""
    if state['ActiveState'] != 'inactive':
        return False
    return state.get('ConditionResult') == 'no' or state['Id'] in paused or (exit_status(state) or 0) >= 0


def check_target(unit, state, request):
    """A target is active even if the units that it wants are not: each of them must run, except those that need not."""
    must_be_active(unit, state, request['settle_seconds'])
    paths = paths_of(request)
    paused = {*(one['unit'] for one in pause.read_paused(paths)), *pause.paused_by_others(paths)}
    for member in (state.get('Wants', '') + ' ' + state.get('Requires', '')).split():
        found = show(beside(unit, member))
        if type_of(found) != 'target' and not need_not_run(found, paused):
            TYPES.get(type_of(found), check_any)(beside(unit, member), found, request)


def check_trigger(unit, state, request):
    """A timer, socket or path is active even if the units that it starts fail: none of them has failed since this run has restarted
    it, and a service that fell and was started again stays up. One that nothing has started yet is in order."""
    must_be_active(unit, state, request['settle_seconds'])
    began = restart.restarted(request) if unit in request['services'] else 0
    for name in state.get('Triggers', '').split():
        job = show(beside(unit, name))
        # Also for one without a main process, as after a failed ExecStartPre=.
        if job['ActiveState'] == 'failed' and int(job.get('StateChangeTimestampMonotonic') or 0) >= began:
            why = '%s is active, but %s, which it starts, has failed (%s)%s' % (unit, name, job.get('Result', 'failed'), details_of(job))
            raise Refusal(why, unit=beside(unit, name))
        # A oneshot that is tried again may be at its work.
        if restarts_of(job) and job['ActiveState'] not in ('inactive', 'failed') and job.get('Type') != 'oneshot':
            check_service(beside(unit, name), job, request)


#: Units of all other types are active, or they are not.
TYPES = {'service': check_service, 'target': check_target, 'timer': check_trigger, 'socket': check_trigger, 'path': check_trigger}


def check_unit(check, request):
    """@throws Refusal, `hopeless` if waiting would change nothing."""
    unit = check['unit']
    state = show(unit)
    if state['LoadState'] == 'not-found':
        raise Refusal('there is no unit %s on this device' % unit, unit=unit, hopeless=True)
    TYPES.get(type_of(state), check_any)(unit, state, request)
