"""What brings everything back without the server: a timer, and a unit for the next boot, since timer and drop-ins are in /run."""
import os
import sys

from .durable import bring_up_to_date, sync_directory
from .places import PROGRAM
from .process import must, run

UNITS = '/etc/systemd/system'
ACCURACY = 'AccuracySec=1s'

RESTORE_UNIT = """[Unit]
Description=Bring back what an update of %(name)s has paused, or changed in settings
ConditionPathExists=|%(paused)s
ConditionPathExists=|%(undo_log)s
After=multi-user.target

[Service]
Type=oneshot
ExecStart=%(python)s %(program)s restore 300 %(name)s

[Install]
WantedBy=multi-user.target
"""


def install_restorer(places):
    """The program itself, and the unit for timer and boot."""
    directory = os.path.dirname(PROGRAM)
    os.makedirs(directory, exist_ok=True)
    sync_directory(os.path.dirname(directory))
    with open(sys.argv[0], 'rb') as file:
        bring_up_to_date(PROGRAM, file.read())
    unit_file = '%s/%s.service' % (UNITS, places.restore_unit)
    # The Python that runs this is one that is there; /usr/bin has none on every device.
    wanted = RESTORE_UNIT % {'name': places.name, 'paused': places.paused, 'undo_log': places.undo_log, 'program': PROGRAM, 'python': sys.executable}
    if bring_up_to_date(unit_file, wanted):
        must(['systemctl', 'daemon-reload'], 60)
    must(['systemctl', 'enable', '--quiet', places.restore_unit + '.service'], 60)
    sync_directory('%s/multi-user.target.wants' % UNITS)


def postpone(places, request, deadline):
    """While something is paused, each step of a run that goes on restarts the time, and it never ends before the step may."""
    if os.path.exists(places.paused):
        arm(places, max(request['deadman_seconds'], deadline))


def arm(places, seconds):
    disarm(places)
    must(['systemd-run', '--quiet', '--unit=' + places.restore_unit + '.service', '--on-active=%ds' % seconds, '--timer-property=' + ACCURACY])


def disarm(places):
    run(['systemctl', 'stop', places.restore_unit + '.timer'])
