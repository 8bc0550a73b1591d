"""The device's sshd: its settings, and the behaviour of the running one."""
import glob
import re

from .files import read
from .process import run

SSHD = '/usr/sbin/sshd'
MAIN = '/etc/ssh/sshd_config'
DROP_IN = '/etc/ssh/sshd_config.d/00-mimamori.conf'
HEADING = '# Written by mimamori.fleet.ssh_hardening. sshd takes the first value that it finds, so this file comes before all others.\n'
INCLUDE = re.compile(r'^\s*Include\s+("?)(?:/etc/ssh/)?sshd_config\.d/\*\.conf\1\s*$', re.IGNORECASE | re.MULTILINE)


class Sshd:
    """The settings of sshd for a connection like Ansible's."""

    def __init__(self, request):
        client, _, server, port = (request['ends'] + [''] * 4)[:4]
        self.client, self.server, self.port = client or '127.0.0.1', server or '127.0.0.1', port or '22'
        self.user = request['user']
        self.may_root_log_in = request['root_login']

    def wanted(self):
        """The settings for keys only. What is stricter for root today stays so."""
        for_root = self.settings('root').get('permitrootlogin')
        strict = 'no' if not self.may_root_log_in else for_root if for_root in ('no', 'forced-commands-only') else 'prohibit-password'
        return {
            'PubkeyAuthentication': 'yes', 'PasswordAuthentication': 'no', 'KbdInteractiveAuthentication': 'no', 'PermitRootLogin': strict
        }

    def text(self):
        return HEADING + ''.join('%s %s\n' % setting for setting in self.wanted().items())

    def settings(self, user):
        """By keyword, in small letters, with what Match has for this account."""
        spec = 'user=%s,host=%s,addr=%s,laddr=%s,lport=%s' % (user, self.client, self.client, self.server, self.port)
        lines = run(SSHD, '-T', '-C', spec).stdout.splitlines()
        return dict(line.split(' ', 1) for line in lines if ' ' in line)

    def contradictions(self, users):
        """Sentences about settings that are others than wanted."""
        wanted = self.wanted()
        found = {}
        for user in users:
            settings = self.settings(user)
            for keyword, value in wanted.items():
                # -T has an older word for it.
                is_so = settings.get(keyword.lower(), '').replace('without-password', 'prohibit-password')
                if is_so != value:
                    found.setdefault((keyword, is_so), []).append(user)
        return ['%s is %s for %s%s.' % (keyword, value, ', '.join(names), where(keyword)) for (keyword, value), names in found.items()]

    def passwords(self):
        """By what else than keys the running sshd lets this account in, or None if it does not answer."""
        answer = run('ssh', '-F', 'none', '-o', 'BatchMode=yes', '-o', 'PreferredAuthentications=none', '-o', 'StrictHostKeyChecking=no',
                     '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', '-o', 'ConnectTimeout=10', '-p', self.port,
                     '%s@%s' % (self.user, self.server), 'true', must=False)
        methods = re.search(r'Permission denied \(([^)]*)\)', answer.stderr)
        return sorted({'password', 'keyboard-interactive'} & set(methods.group(1).split(','))) if methods else None


def where(keyword):
    """The lines of others about it."""
    lines = ['%s:%d' % (path, number) for path in [MAIN, *sorted(glob.glob('/etc/ssh/sshd_config.d/*.conf'))] if path != DROP_IN
             for number, line in enumerate((read(path) or '').splitlines(), 1) if re.match(r'\s*%s\b' % keyword, line, re.IGNORECASE)]
    return ' (%s)' % ', '.join(lines) if lines else ''


def mistake_in_settings():
    """The complaint of sshd about its settings, or ''."""
    answer = run(SSHD, '-t', must=False)
    return answer.stderr.strip() or 'no reason given' if answer.returncode != 0 else ''


def includes_drop_ins():
    return INCLUDE.search(read(MAIN) or '') is not None


def reload():
    """Also if each connection starts one of its own (ssh.socket): then there is nothing to reload."""
    run('systemctl', 'try-reload-or-restart', 'ssh.service')
