"""systemd's view of units, also of a user's own systemd: `{name, user}` in the inventory, `NAME of USER` with us."""
import json
import os
import pwd
import re
import time

from .process import describe_failure, run
from .refusal import Refusal

#: No name of a unit has a space.
BETWEEN = ' of '
#: A unit has of them what its type has: only services have a main process, and a target has no result.
WANTED = ','.join((
    'Id', 'LoadState', 'ActiveState', 'SubState', 'Result', 'ActiveEnterTimestampMonotonic', 'NRestarts', 'Type', 'TriggeredBy',
    'Triggers', 'Wants', 'Requires', 'ExecMainCode', 'ExecMainStatus', 'ExecMainExitTimestampMonotonic', 'ConditionResult',
    'StateChangeTimestampMonotonic'
))


def address(unit):
    """One text for a unit of the inventory. @throws Refusal if it is neither form."""
    if isinstance(unit, str):
        return unit
    if not isinstance(unit, dict) or set(unit) != {'name', 'user'}:
        raise Refusal('release_services has %s, expected names of units, and for those of a user\'s session {name: …, user: …}'
                      % json.dumps(unit, ensure_ascii=False))
    return BETWEEN.join((unit['name'], unit['user']))


def addressed_check(check):
    """Without its `user`, who is in the text: the checks of a release's proof come back to us on a return."""
    if not (check.get('unit') and check.get('user')):
        return check
    others = {key: value for key, value in check.items() if key != 'user'}
    return {**others, 'unit': address({'name': check['unit'], 'user': check['user']})}


def addressed(request):
    """The request with such a text for each unit; one that has them is unchanged."""
    named = {'unit': address(request['unit'])} if 'unit' in request else {}
    services, checks = [address(unit) for unit in request['services']], [addressed_check(check) for check in request['checks']]
    return {**request, 'services': services, 'checks': checks, **named}


def parts(unit):
    """Its name, and its user or ''."""
    name, _between, user = unit.partition(BETWEEN)
    return name, user


def beside(unit, name):
    """Another unit of the same systemd."""
    user = parts(unit)[1]
    return address({'name': name, 'user': user}) if user else name


def not_reached(unit):
    """A sentence with the next step if a user's systemd does not answer."""
    user = parts(unit)[1]
    return ('%s cannot be reached: %s has no running systemd of its own on this device. Let %s log in at boot, or run: sudo loginctl '
            'enable-linger %s. To see why it does not run: systemctl status user@%d' % (unit, user, user, user, uid_of(user)))


def no_bus(unit, error):
    """Whether systemctl has found nobody to ask: the user's systemd has ended since."""
    return bool(parts(unit)[1]) and re.search(r'Failed to connect to (?:.* )?bus', error) is not None


def uid_of(user):
    try:
        return pwd.getpwnam(user).pw_uid
    except KeyError as error:
        raise Refusal('there is no user %s on this device, whose units are named in the inventory' % user) from error


def systemctl(unit, *words):
    """The arguments of a systemctl about this unit. @throws Refusal if its user's systemd is not there, or none of our business."""
    name, user = parts(unit)
    if not user:
        return ['systemctl', *words, '--', name]
    uid = uid_of(user)
    runtime = '/run/user/%d' % uid
    if os.geteuid() not in (0, uid):
        raise Refusal('%s can only be seen by root and by %s: connect as one of them (ansible_user)' % (unit, user))
    # The directory alone exists even if the user's systemd has ended or could not start.
    if not os.path.exists(runtime + '/systemd/private'):
        raise Refusal(not_reached(unit))
    before = [] if uid == os.geteuid() else ['setpriv', '--reuid=%d' % uid, '--regid=%d' % pwd.getpwuid(uid).pw_gid, '--init-groups', '--']
    return [*before, 'env', 'XDG_RUNTIME_DIR=' + runtime, 'systemctl', '--user', *words, '--', name]


def journalctl(unit, *words):
    """The same for journalctl, for root, who sees everybody's."""
    name, user = parts(unit)
    if not user:
        return ['journalctl', '--unit', name, *words]
    # --user-unit would ask for root's own.
    whose = '_UID=%d' % uid_of(user)
    return ['journalctl', *words, '_SYSTEMD_USER_UNIT=' + name, whose, '+', 'USER_UNIT=' + name, whose]


def show(unit):
    """systemd's properties of a unit, as text."""
    argv = systemctl(unit, 'show', '--property=' + WANTED)
    status, output, error = run(argv)
    if status != 0:
        raise Refusal(not_reached(unit) if no_bus(unit, error) else describe_failure(argv, status, error.strip() or output))
    return dict(line.split('=', 1) for line in output.split('\n') if '=' in line)


def type_of(state):
    """Such as `service`: the end of its own name, which an alias may not show."""
    return state['Id'].rpartition('.')[2]


def is_up(state):
    return state['ActiveState'] in ('active', 'activating', 'reloading')


def is_job_of_a_timer(state):
    """Started by its timer, and over when its work is: starting it again is left to the timer."""
    return state['ActiveState'] == 'activating' and state.get('Type') == 'oneshot' and '.timer' in state.get('TriggeredBy', '')


def seconds_active(state):
    return time.monotonic() - int(state['ActiveEnterTimestampMonotonic'] or 0) / 1e6


def exit_status(state):
    """Its status in the same way, from systemd's ExecMainCode and ExecMainStatus; None if it has not ended, or there is none."""
    code, status = int(state.get('ExecMainCode') or 0), int(state.get('ExecMainStatus') or 0)
    # CLD_EXITED in waitid(2); the others are signals.
    return None if code == 0 else status if code == 1 else -status
