"""When the kiosk's screen is on."""
import json
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path
from unittest import mock

import kiosk_screen

WEEKDAYS = {day: {'fromMinute': 480, 'toMinute': 1080} for day in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')}
NIGHTS = {'monday': {'fromMinute': 1320, 'toMinute': 1800}}


def at(local, hours):
    """Whether the site is open when its own clocks show this time, by their offset."""
    return kiosk_screen.is_open(hours, datetime.fromisoformat(local).astimezone(timezone.utc))


def hours(open_hours, closed=(), zone='Asia/Tokyo'):
    return {'timeZone': zone, 'open': open_hours, 'closedDates': list(closed)}


class OpeningHours(unittest.TestCase):
    def test_a_site_is_open_from_its_opening_to_its_closing_by_its_own_clocks(self):
        for time, is_open in (('07:59', False), ('08:00', True), ('17:59', True), ('18:00', False)):
            self.assertEqual(at(f'2026-12-02T{time}+09:00', hours(WEEKDAYS)), is_open, time)

    def test_a_weekday_without_hours_is_closed(self):
        self.assertFalse(at('2026-12-05T12:00+09:00', hours(WEEKDAYS)))

    def test_hours_past_midnight_end_on_the_next_morning(self):
        for time, is_open in (('30T21:59', False), ('30T22:00', True)):
            self.assertEqual(at(f'2026-11-{time}+09:00', hours(NIGHTS)), is_open, time)
        for time, is_open in (('01T00:00', True), ('01T05:59', True), ('01T06:00', False), ('01T22:00', False)):
            self.assertEqual(at(f'2026-12-{time}+09:00', hours(NIGHTS)), is_open, time)

    def test_all_day_has_no_gap_at_midnight(self):
        all_day = {day: {'fromMinute': 0, 'toMinute': 1440} for day in kiosk_screen.DAYS}
        for time in ('01T23:59', '02T00:00'):
            self.assertTrue(at(f'2026-12-{time}+09:00', hours(all_day)), time)

    def test_on_a_closed_date_no_opening_begins_and_one_of_the_day_before_ends_as_always(self):
        self.assertFalse(at('2026-12-29T12:00+09:00', hours(WEEKDAYS, ['2026-12-29'])))
        self.assertTrue(at('2026-12-01T05:00+09:00', hours(NIGHTS, ['2026-12-01'])))
        self.assertFalse(at('2026-12-01T05:00+09:00', hours(NIGHTS, ['2026-11-30'])))

    def test_the_clocks_of_the_site_count_after_they_were_changed(self):
        sundays = {'sunday': {'fromMinute': 120, 'toMinute': 240}}
        berlin = hours(sundays, zone='Europe/Berlin')
        # From 02:00 to 03:00 they were put forward: what is from 02:00 to 04:00 begins at 03:00 and takes an hour.
        for time, is_open in (('00:59', False), ('01:00', True), ('01:59', True), ('02:00', False)):
            self.assertEqual(at(f'2026-03-29T{time}+00:00', berlin), is_open, time)
        # From 03:00 they were put back to 02:00: it takes three hours.
        for time, is_open in (('2026-10-24T23:59', False), ('2026-10-25T00:00', True), ('2026-10-25T02:59', True), ('2026-10-25T03:00', False)):
            self.assertEqual(at(f'{time}+00:00', berlin), is_open, time)


class Screen(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        self.file = self.root / 'opening-hours.json'

    def wanted(self, content=None, at_time='2026-12-05T12:00+09:00'):
        if content is not None:
            self.file.write_text(content, encoding='utf-8')
        return kiosk_screen.is_wanted_on(self.file, datetime.fromisoformat(at_time))

    def test_it_is_on_where_the_agent_has_left_no_hours_or_says_that_the_site_is_always_open(self):
        self.assertTrue(self.wanted())
        self.assertTrue(self.wanted('null'))

    def test_it_is_off_while_the_site_is_closed(self):
        self.assertFalse(self.wanted(json.dumps(hours(WEEKDAYS))))

    def test_the_clock_counts_as_right_once_timesyncd_has_set_it_since_boot(self):
        (self.root / 'run/systemd/timesync').mkdir(parents=True)
        self.assertFalse(kiosk_screen.is_synchronized(self.root))
        (self.root / 'run/systemd/timesync/synchronized').touch()
        self.assertTrue(kiosk_screen.is_synchronized(self.root))

    def switched(self, content, is_synchronized):
        """What the screen is switched to at noon of a Saturday; with the error, if hours cannot be read."""
        self.file.write_text(content, encoding='utf-8')
        now = mock.Mock(wraps=datetime)
        now.now.return_value = datetime.fromisoformat('2026-12-05T12:00+09:00')
        with mock.patch.multiple(kiosk_screen, switch=mock.DEFAULT, datetime=now, is_synchronized=lambda: is_synchronized) as patched:
            try:
                kiosk_screen.check(self.file)
            except (ValueError, KeyError):
                pass
        return [call.args[0] for call in patched['switch'].call_args_list]

    def test_it_sleeps_only_by_a_clock_that_is_right(self):
        closed = json.dumps(hours(WEEKDAYS))
        self.assertEqual(self.switched(closed, is_synchronized=True), [False])
        self.assertEqual(self.switched(closed, is_synchronized=False), [True])

    def test_it_is_on_where_hours_cannot_be_read(self):
        for content in ('', '{}', '{"open": {}}', json.dumps(hours(WEEKDAYS, zone='Nowhere/None'))):
            self.assertEqual(self.switched(content, is_synchronized=True), [True], content)

    def test_it_reads_outputs_as_wlr_randr_prints_them(self):
        # Of wlr-randr 0.4.1 on cage 0.2.0, with another output.
        listing = (
            'HEADLESS-1 "Headless output 1"\n  Make: (null)\n  Model: (null)\n  Serial: (null)\n  Enabled: yes\n  Modes:\n'
            '    1280x720 px (current)\n  Position: 0,0\n  Transform: normal\n'
            'HDMI-A-2 "Dell Inc. DELL P2419H 1X2 (HDMI-A-2)"\n  Physical size: 530x300 mm\n  Enabled: no\n  Modes:\n    1920x1080 px\n'
        )
        self.assertEqual(kiosk_screen.outputs(listing), {'HEADLESS-1': True, 'HDMI-A-2': False})
