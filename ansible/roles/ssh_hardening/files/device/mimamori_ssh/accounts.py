"""The accounts that can log in on this device, and by what."""
import os
import pwd
import re
import stat

from .files import read
from .process import run

SHADOW = '/etc/shadow'


def login_accounts():
    """Accounts with a shell that lets one work."""
    shells = ((entry, entry.pw_shell or '/bin/sh') for entry in pwd.getpwall())
    return [entry for entry, shell in shells if os.path.basename(shell) not in ('nologin', 'false') and os.access(shell, os.X_OK)]


def with_password():
    lines = (line.split(':') for line in (read(SHADOW) or '').splitlines())
    return {fields[0] for fields in lines if len(fields) > 1 and fields[1] and fields[1][0] not in '!*'}


def is_safe(path, account):
    """As sshd's StrictModes has it: nobody else can change the file or a directory on the way from the home directory."""
    while True:
        entry = os.stat(path)
        if entry.st_uid not in (0, account.pw_uid) or stat.S_IMODE(entry.st_mode) & 0o022:
            return False
        if path in (account.pw_dir, '/'):
            return True
        path = os.path.dirname(path)


def has_key(account, settings):
    if any(settings.get(keyword, 'none') != 'none' for keyword in ('authorizedkeyscommand', 'trustedusercakeys')):
        return True
    for pattern in settings.get('authorizedkeysfile', '').split():
        meanings = {'%%': '%', '%h': account.pw_dir, '%u': account.pw_name, '%U': str(account.pw_uid)}
        name = re.sub('%[%hUu]', lambda match: meanings[match.group()], pattern)
        path = os.path.realpath(os.path.join(account.pw_dir, name))
        has_one = os.path.isfile(path) and run('ssh-keygen', '-l', '-f', path, must=False).returncode == 0
        if has_one and (settings.get('strictmodes') == 'no' or is_safe(path, account)):
            return True
    return False


def locked_out(sshd):
    """Accounts that log in by a password today and have no other way."""
    passwords = with_password()
    found = []
    for account in login_accounts():
        settings = sshd.settings(account.pw_name)
        takes_password = 'yes' in (settings.get('passwordauthentication'), settings.get('kbdinteractiveauthentication'))
        if account.pw_uid == 0 and settings.get('permitrootlogin') != 'yes':
            continue
        if account.pw_name in passwords and takes_password and not has_key(account, settings):
            found.append(account.pw_name)
    return found
