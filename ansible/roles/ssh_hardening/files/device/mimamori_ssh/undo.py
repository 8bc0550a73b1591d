"""Takes an unconfirmed change back without the server: a timer, and a unit for the next boot."""
import os
import shutil
import time

from .files import write
from .process import run
from .sshd import DROP_IN

# The directory with the state before, and the mark that it is not confirmed.
STATE = '/var/lib/mimamori/ssh-hardening'
BEFORE = STATE + '/before'
UNCONFIRMED = STATE + '/unconfirmed'
UNIT = 'mimamori-ssh-hardening-undo.service'
TIMER = UNIT.replace('.service', '.timer')
UNIT_FILE = '/etc/systemd/system/' + UNIT
WANTED_BY = '/etc/systemd/system/multi-user.target.wants/' + UNIT

# The mark goes first: without it, the rest is harmless.
UNDO = """[Unit]
Description=Let sshd take passwords again, since nobody has confirmed that the SSH key works
ConditionPathExists=%(unconfirmed)s
Before=ssh.service

[Service]
Type=oneshot
ExecStart=/bin/sh -ec 'if [ -e %(before)s ]; then cp -p %(before)s %(drop_in)s; else rm -f %(drop_in)s; fi; sync; rm -f %(unconfirmed)s'
ExecStart=-/usr/bin/systemctl --no-block try-reload-or-restart ssh.service
ExecStart=/bin/rm -rf %(state)s %(unit_file)s %(wanted_by)s
ExecStart=-/usr/bin/systemctl daemon-reload

[Install]
WantedBy=multi-user.target
""" % {'unconfirmed': UNCONFIRMED, 'before': BEFORE, 'drop_in': DROP_IN, 'state': STATE, 'unit_file': UNIT_FILE, 'wanted_by': WANTED_BY}


def is_armed():
    return os.path.exists(UNCONFIRMED)


def arm(seconds):
    """From here on, what is at DROP_IN now comes back after that time, or at the next boot."""
    run('systemctl', 'stop', TIMER, must=False)
    # Settings that a cut-off run has left there were never confirmed.
    if not is_armed():
        shutil.rmtree(STATE, ignore_errors=True)
        os.makedirs(STATE)
        if os.path.exists(DROP_IN):
            shutil.copy2(DROP_IN, BEFORE)
        write(UNCONFIRMED, '')
    write(UNIT_FILE, UNDO)
    run('systemctl', 'daemon-reload')
    run('systemctl', 'enable', '--quiet', UNIT)
    run('systemd-run', '--quiet', '--unit=' + UNIT, '--on-active=%ds' % seconds, '--timer-property=AccuracySec=1s')
    os.sync()


def disarm():
    """Gives whether it was still armed: the time may have been over."""
    run('systemctl', 'stop', TIMER, must=False)
    # If it is over at this time, the unit goes first.
    while run('systemctl', 'is-active', UNIT, must=False).stdout.strip() == 'activating':
        time.sleep(0.2)
    if not is_armed():
        return False
    os.unlink(UNCONFIRMED)
    shutil.rmtree(STATE)
    for path in (WANTED_BY, UNIT_FILE):
        os.unlink(path)
    run('systemctl', 'daemon-reload')
    return True


def undo():
    """At once, if armed."""
    if is_armed():
        run('systemctl', 'start', UNIT)
        run('systemctl', 'stop', TIMER, must=False)
