"""Units of a user's own systemd, as those of a kiosk's session: `{name, user}` in the inventory, `NAME of USER` with us and in what we say."""
import json
import os
import pwd

from .refusal import Refusal

#: No name of a unit has a space.
BETWEEN = ' of '


def address(unit):
    """One text for a unit of the inventory. @throws Refusal where it is neither form."""
    if isinstance(unit, str):
        return unit
    if not isinstance(unit, dict) or set(unit) != {'name', 'user'}:
        raise Refusal('release_services has %s, expected names of units, and for those of a user\'s session {name: …, user: …}' % json.dumps(unit, ensure_ascii=False))
    return BETWEEN.join((unit['name'], unit['user']))


def addressed_check(check):
    """Without its `user`, who is in the text: what a release proved itself with comes back to us on a return."""
    if not (check.get('unit') and check.get('user')):
        return check
    return {**{key: value for key, value in check.items() if key != 'user'}, 'unit': address({'name': check['unit'], 'user': check['user']})}


def addressed(request):
    """The request with such a text for each unit; one that has them is left as it is."""
    named = {'unit': address(request['unit'])} if 'unit' in request else {}
    return {**request, 'services': [address(unit) for unit in request['services']], 'checks': [addressed_check(check) for check in request['checks']], **named}


def parts(unit):
    """Its name, and its user or ''."""
    name, _between, user = unit.partition(BETWEEN)
    return name, user


def beside(unit, name):
    """Another unit of the same systemd."""
    user = parts(unit)[1]
    return address({'name': name, 'user': user}) if user else name


def uid_of(user):
    try:
        return pwd.getpwnam(user).pw_uid
    except KeyError as error:
        raise Refusal('there is no user %s on this device, whose units are named in the inventory' % user) from error


def systemctl(unit, *words):
    """The arguments of a systemctl that speaks of this unit. @throws Refusal where its user's systemd is not there, or none of our business."""
    name, user = parts(unit)
    if not user:
        return ['systemctl', *words, '--', name]
    uid = uid_of(user)
    runtime = '/run/user/%d' % uid
    if os.geteuid() not in (0, uid):
        raise Refusal('%s can only be seen by root and by %s: connect as one of them (ansible_user)' % (unit, user))
    if not os.path.isdir(runtime):
        raise Refusal('%s cannot be reached: %s has no session on this device. Let it log in at boot, or run: sudo loginctl enable-linger %s' % (unit, user, user))
    before = [] if uid == os.geteuid() else ['setpriv', '--reuid=%d' % uid, '--regid=%d' % pwd.getpwuid(uid).pw_gid, '--init-groups', '--']
    return [*before, 'env', 'XDG_RUNTIME_DIR=' + runtime, 'systemctl', '--user', *words, '--', name]


def journalctl(unit, *words):
    """The same of journalctl, for root, who sees everybody's."""
    name, user = parts(unit)
    if not user:
        return ['journalctl', '--unit', name, *words]
    # --user-unit would ask for root's own.
    whose = '_UID=%d' % uid_of(user)
    return ['journalctl', *words, '_SYSTEMD_USER_UNIT=' + name, whose, '+', 'USER_UNIT=' + name, whose]
