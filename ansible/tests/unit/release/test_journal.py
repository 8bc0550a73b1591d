"""What is shown of a unit's journal: its last lines since this run has restarted it, with their times."""
import io
import json
import os
import tarfile
import time

from mimamori_release import journal, restart

from .device_tree import DeviceTree
from .systemd_stand_in import SystemdStandIn

JOURNALCTL = '''#!/bin/sh
echo "journalctl $*" >> '%(top)s/calls'
cat '%(top)s/journal'
'''


class Journal(SystemdStandIn):
    def setUp(self):
        super().setUp()
        os.chmod(self.put('bin/journalctl', JOURNALCTL % {'top': self.top}), 0o755)
        os.makedirs(self.paths.run)
        self.request.update({'services': ['demo.service'], 'restart_seconds': 30})
        self.set_units({'demo.service': {}})
        # Japan's, whatever this machine's is.
        os.putenv('TZ', 'JST-9')
        time.tzset()
        self.addCleanup(time.tzset)
        self.addCleanup(os.unsetenv, 'TZ')

    def says(self, *entries):
        """Pairs of when, in microseconds since the boot, and what."""
        self.put('journal', ''.join('%s\n' % json.dumps({
            '__REALTIME_TIMESTAMP': str(1_764_000_000_000_000 + at), '__MONOTONIC_TIMESTAMP': str(at), 'MESSAGE': message
        }) for at, message in entries))

    def lines(self):
        return journal.command({**self.request, 'unit': 'demo.service'})['lines']

    def test_shows_only_what_was_said_since_this_run_has_restarted_the_service(self):
        self.replace(restart, 'monotonic', lambda: 5_000_000)
        restart.command(self.request)
        self.says((4_999_999, 'of the release before'), (5_000_000, 'Started'), (6_000_000, '温度が読めません'))
        self.assertEqual(self.lines(), ['2025-11-25T01:00:05+0900 Started', '2025-11-25T01:00:06+0900 温度が読めません'])

    def test_shows_what_was_said_since_the_boot_where_the_device_has_restarted_since_or_another_run_has_restarted_the_service(self):
        self.replace(restart, 'monotonic', lambda: 5_000_000)
        restart.command({**self.request, 'run': 'run 0'})
        self.says((4_000_000, 'Started'))
        self.assertEqual(self.lines(), ['2025-11-25T01:00:04+0900 Started'])
        self.assertIn('--unit demo.service --boot --lines 20 ', self.calls()[-1])

    def test_shows_no_secret_nor_half_of_one(self):
        self.says(
            (1, 'Password:'), (2, 'geheim'), (3, 'x' * 480 + ' token=' + 'geheim' * 10), (4, '-----BEGIN PRIVATE KEY-----'), (5, 'geheim'),
            (6, '-----END PRIVATE KEY-----'), (7, 'after')
        )
        self.assertEqual([line[25:] for line in self.lines()], ['Password:', '***', 'x' * 480 + ' token=***', '[private key]', 'after'])

    def test_shows_also_what_is_no_text_on_one_line_and_leaves_out_what_says_nothing(self):
        self.says((1, [0xe6, 0xb8, 0xa9, 0x1b, 0xff]), (2, None), (3, 'a\tb\nc' + 'd' * 1000))
        self.put('journal', self.text('journal') + '[cut]\n')
        self.assertEqual([line[25:] for line in self.lines()], ['温 \N{REPLACEMENT CHARACTER}', 'a b c' + 'd' * 495])


class Bundle(DeviceTree):
    """What root gathers for a report of a fault."""

    def test_has_the_health_that_was_seen_without_root_and_runs_no_check_itself(self):
        trace = os.path.join(self.top, 'trace')
        self.request.update(checks=[{'command': ['/usr/bin/touch', trace]}], proof={'command': ['/usr/bin/touch', trace]},
                            health={'problems': ['the token=hunter2 is wrong', 'パスワード：hunter2']})
        with open(journal.bundle(self.request)['path'], 'rb') as file, tarfile.open(fileobj=io.BytesIO(file.read())) as packed:
            texts = {os.path.basename(one.name): packed.extractfile(one).read().decode() for one in packed}
        self.assertEqual(texts['health.json'], '{\n  "problems": [\n    "the token=*** is wrong",\n    "パスワード：***"\n  ]\n}')
        self.assertFalse(os.path.exists(trace))
