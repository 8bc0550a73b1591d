"""What brings everything back without the server: a timer, and a unit for the next boot, since timer and drop-ins are in /run."""
import os
import shutil
import sys

from .durable import read_text, write_durably
from .places import PROGRAM
from .process import must, run

ACCURACY = 'AccuracySec=1s'

RESTORE_UNIT = """[Unit]
Description=Bring back what an update of %(name)s has paused, or changed in settings
ConditionPathExists=|%(paused)s
ConditionPathExists=|%(settings)s
After=multi-user.target

[Service]
Type=oneshot
ExecStart=/usr/bin/python3 %(program)s restore 300 %(name)s

[Install]
WantedBy=multi-user.target
"""


def install_restorer(places):
    """The program itself, and the unit for timer and boot."""
    os.makedirs(os.path.dirname(PROGRAM), exist_ok=True)
    shutil.copyfile(sys.argv[0], PROGRAM + '.part')
    with open(PROGRAM + '.part', 'rb') as file:
        os.fsync(file.fileno())
    os.replace(PROGRAM + '.part', PROGRAM)
    unit_file = '/etc/systemd/system/%s.service' % places.restore_unit
    wanted = RESTORE_UNIT % {'name': places.name, 'paused': places.paused, 'settings': places.settings, 'program': PROGRAM}
    if read_text(unit_file) != wanted:
        write_durably(unit_file, wanted)
        must(['systemctl', 'daemon-reload'], 60)
    must(['systemctl', 'enable', '--quiet', places.restore_unit + '.service'], 60)


def arm(places, seconds):
    disarm(places)
    must(['systemd-run', '--quiet', '--unit=' + places.restore_unit + '.service', '--on-active=%ds' % seconds, '--timer-property=' + ACCURACY])


def disarm(places):
    run(['systemctl', 'stop', places.restore_unit + '.timer'])
