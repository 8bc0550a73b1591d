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


def enable(path, content, name):
    """So that it starts at boot, if its file says when."""
    if is_unit_file(path) and re.search(rb'^\[Install\]', content, re.MULTILINE):
        must(['systemctl', 'enable', '--quiet', '--', name], 60)


def take_away(path):
    """Before its file goes. Waits for nothing: it may take its time to stop."""
    if is_unit_file(path):
        name = os.path.basename(path)
        run(['systemctl', 'disable', '--quiet', '--now', '--no-block', '--', name], 60)
        # A template itself does not run, and systemctl disables its instances.
        running = name.replace('@.', '@*.')
        if running != name:
            run(['systemctl', 'stop', '--no-block', '--', running], 60)
        # One that has failed would stay in systemd's list, as not found.
        run(['systemctl', 'reset-failed', '--', running], 60)
