"""The commands of the role, each with its answer."""
import base64
import json
import os
import subprocess
import time

from . import undo as undoing
from .accounts import locked_out, login_accounts
from .files import read, write
from .sshd import DROP_IN, MAIN, SSHD, Sshd, includes_drop_ins, mistake_in_settings, reload


def boot():
    return read('/proc/sys/kernel/random/boot_id').strip()


def names():
    return [account.pw_name for account in login_accounts()]


def check(request, sshd):
    """Reads only. What speaks against closing is in `mistakes`, all of it."""
    is_there = os.path.exists(DROP_IN) or undoing.is_armed()
    if not os.path.exists(SSHD):
        mistake = 'There is no %s on this device.' % SSHD
        return {'mistakes': [mistake], 'is_closed': False, 'is_there': is_there, 'passwords': [], 'boot': boot()}
    lost = [name for name in locked_out(sshd) if name not in request['lock_out']]
    mistakes = [
        not includes_drop_ins() and '%s does not include /etc/ssh/sshd_config.d/*.conf, so the settings would have no effect. '
        'Put this line before all others there: Include /etc/ssh/sshd_config.d/*.conf' % MAIN,
        lost and 'Would be locked out, since there is a password but no authorized key: %s. '
        'Add a key for each with ssh-copy-id, or name those that need not log in by SSH in ssh_hardening_lock_out.' % ', '.join(lost),
        request['user'] == 'root' and not request['root_login']
        and 'Ansible logs in as root, which ssh_hardening_root_login: false forbids.'
    ]
    passwords = sshd.passwords()
    is_closed = read(DROP_IN) == sshd.text() and not undoing.is_armed() and not sshd.contradictions(names()) and passwords == []
    mistakes = [mistake for mistake in mistakes if mistake]
    return {'mistakes': mistakes, 'is_closed': is_closed, 'is_there': is_there, 'passwords': passwords or [], 'boot': boot()}


def close(request, sshd):
    """For now: unless `confirm` follows in time, it is undone."""
    # ssh repeats a command that was cut off, also for a killed run: perhaps after the boot that has taken the change back.
    if request['boot'] != boot():
        return {'mistakes': ['The device has restarted since it was checked.']}
    text = sshd.text()
    undoing.arm(request['undo_seconds'])
    write(DROP_IN, text)
    refused = mistake_in_settings()
    if refused:
        return {'mistakes': ['sshd refuses its settings: %s' % refused]}
    contradictions = sshd.contradictions(names())
    if contradictions:
        return {'mistakes': ['With %s in place, sshd would still do otherwise:' % DROP_IN, *contradictions]}
    reload()
    # The reload is done when sshd has started itself again, which it does not report. A few attempts: sshd refuses clients that fail often.
    for _attempt in range(5):
        passwords = sshd.passwords()
        if passwords == []:
            return {'mistakes': []}
        time.sleep(2)
    if passwords is None:
        return {'mistakes': ['sshd does not answer at %s after its reload.' % sshd.server]}
    return {'mistakes': ['sshd still takes %s after its reload.' % ', '.join(passwords)]}


def confirm(request, sshd):
    if not undoing.disarm() or read(DROP_IN) != sshd.text():
        seconds = request['undo_seconds']
        return {'mistakes': ['The new connection took longer than %d seconds, and the device has taken the change back.' % seconds]}
    return {'mistakes': []}


def undo(_request, _sshd):
    undoing.undo()
    return {'mistakes': []}


def open_again(_request, _sshd):
    undoing.undo()
    if os.path.exists(DROP_IN):
        os.unlink(DROP_IN)
    refused = mistake_in_settings()
    if refused:
        return {'mistakes': ['sshd refuses its other settings, and goes on with those that it has: %s' % refused]}
    reload()
    return {'mistakes': []}


VERBS = {'check': check, 'close': close, 'confirm': confirm, 'undo': undo, 'open': open_again}


def main(verb, argument):
    request = json.loads(base64.b64decode(argument))
    try:
        answer = VERBS[verb](request, Sshd(request))
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        answer = {'mistakes': ['%s.' % str(error).rstrip('.')]}
    print(json.dumps(answer))
