"""A device's date may jump by days at any moment of an update, as when a Pi without a clock gets the time: no step goes by it."""
import itertools
import os
import time

from mimamori_release import lease, paths, restart, retention, settings, switch, undo_log
from mimamori_release.refusal import Refusal

from .settings_files import SettingsFiles
from .systemd_stand_in import SystemdStandIn

DAYS = 86_400


class ClockLeaps(SystemdStandIn, SettingsFiles):
    def setUp(self):
        super().setUp()
        for module in (switch, paths):
            self.replace(module, 'DECLARATIONS', os.path.join(self.top, 'declarations'))
        leaps = itertools.cycle((1_000_000, 1_800_000_000, 1_800_000_000 + 2 * DAYS, 1_800_000_000 - 2 * DAYS))
        self.replace(time, 'time', lambda: next(leaps))
        os.makedirs(self.paths.release('two'))
        self.set_units({'demo.service': {'ActiveState': 'active'}})
        self.request.update({'services': ['demo.service'], 'settle_seconds': 0, 'restart_seconds': 30, 'closed_runs': []})

    def take(self, command, work):
        """One step, as the role has it done."""
        lease.take(self.request, 30)
        return lease.once((command, 'argument'), self.request, 30, lambda: work(self.request) or {})

    def test_an_update_comes_to_its_end_and_keeps_its_claim(self):
        self.bring({os.path.join(self.top, 'etc/demo.env'): 'A=1\n'})
        for command, work in (
            ('write-settings', settings.change), ('switch', switch.command), ('restart', restart.command), ('commit', retention.commit)
        ):
            self.take(command, work)
            with self.assertRaisesRegex(Refusal, 'another update of demo is running on this device: run 1'):
                lease.take({**self.request, 'run': 'run 2'}, 30)
        self.assertEqual(os.readlink(self.paths.current), 'releases/two')
        self.assertEqual((self.text('etc/demo.env'), undo_log.read(self.paths)), ('A=1\n', None))
