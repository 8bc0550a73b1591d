"""Unit files that come with a release: systemd is reloaded once they are written or restored."""
import os
import re

from .process import must, run

UNITS = '/etc/systemd/system'


def is_unit_file(path):
    return os.path.dirname(path) == UNITS


def reload_systemd(paths):
    """@throws Refusal where systemd does not."""
    if any(is_unit_file(path) for path in paths):
        must(['systemctl', 'daemon-reload'], 60)


def enable(path, content):
    """A new one starts at boot, if it says when. One that was there before is enabled or not as it was."""
    if is_unit_file(path) and re.search(rb'^\[Install\]', content, re.MULTILINE):
        must(['systemctl', 'enable', '--quiet', '--', os.path.basename(path)], 60)


def take_away(path):
    """Before its file goes. Waits for nothing: it may take its time to stop."""
    if is_unit_file(path):
        name = os.path.basename(path)
        run(['systemctl', 'disable', '--quiet', '--now', '--no-block', '--', name], 60)
        if '@.' in name:
            # A template itself does not run, and systemctl disables its instances.
            run(['systemctl', 'stop', '--no-block', '--', name.replace('@.', '@*.')], 60)
