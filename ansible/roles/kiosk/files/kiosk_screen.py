"""Switches the kiosk's screen off outside the opening hours of the device's site, and on within them.

The agent leaves the hours in the directory of the set (opening-hours.json); null means always open. The screen is on as well if they cannot
be read, and until the clock has been synchronized since boot: a Raspberry Pi without a battery starts in the past.
"""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

CHECK_SECONDS = 20
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MINUTES = 1440
TIME_ERROR = 5


def is_open(hours: dict[str, Any], now: datetime) -> bool:
    """Whether a site is open, by the clocks there. An opening that begins the day before may reach into this one."""
    local = now.astimezone(ZoneInfo(hours["timeZone"]))
    for days_before in (0, 1):
        day = local.date() - timedelta(days=days_before)
        opening = hours["open"].get(DAYS[day.weekday()])
        minute = local.hour * 60 + local.minute + days_before * DAY_MINUTES
        if opening and day.isoformat() not in hours["closedDates"] and opening["fromMinute"] <= minute < opening["toMinute"]:
            return True
    return False


def is_synchronized(root: Path = Path("/")) -> bool:
    """Whether the clock has been set over the network since boot: by systemd-timesyncd, else by the status of the kernel (chrony)."""
    timesync = root / "run/systemd/timesync"
    if timesync.exists():
        return (timesync / "synchronized").exists()
    # struct timex of adjtimex(2), whose first field selects the changes: none.
    return ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)) != TIME_ERROR


def is_wanted_on(file: Path, now: datetime) -> bool:
    """Whether the screen should be on, with the clock known to be right."""
    try:
        hours = json.loads(file.read_text(encoding="utf-8"))
        return hours is None or is_open(hours, now)
    except FileNotFoundError:
        return True


def outputs(listing: str) -> dict[str, bool]:
    """The outputs in what wlr-randr prints, and whether each is on."""
    return {name: state == "yes" for name, state in re.findall(r"^(\S+).*\n(?:\s.*\n)*?\s+Enabled: (yes|no)$", listing, re.MULTILINE)}


def switch(is_on: bool) -> None:
    """Switches those outputs that are not as they should be."""
    listing = subprocess.run(["wlr-randr"], check=True, capture_output=True, text=True, timeout=10).stdout
    for name, was_on in outputs(listing).items():
        if was_on != is_on:
            subprocess.run(["wlr-randr", "--output", name, "--on" if is_on else "--off"], check=True, capture_output=True, text=True, timeout=10)
            print(f"screen {name} is switched {'on' if is_on else 'off: the site is closed'}", file=sys.stderr, flush=True)


def check(file: Path) -> None:
    """Switches the screen as it should be now; on, if hours cannot be read."""
    is_on = True
    try:
        is_on = not is_synchronized() or is_wanted_on(file, datetime.now(timezone.utc))
    finally:
        switch(is_on)


def keep_switching(file: Path) -> None:
    """Checks for ever; says once what fails."""
    said = ""
    while True:
        try:
            check(file)
            said = ""
        except Exception as error:  # The kiosk goes on, whatever the hours.
            if str(error) != said:
                said = str(error)
                print(f"the screen cannot be switched by the opening hours: {error}", file=sys.stderr, flush=True)
        time.sleep(CHECK_SECONDS)
