"""A service without an answer of its own proves what it started by a note that run-release writes."""
import os
import subprocess
import sys

from mimamori_release import switch

from .systemd_stand_in import COMMAND, SystemdStandIn


class Started(SystemdStandIn):
    def setUp(self):
        super().setUp()
        for name in ('RUN_RELEASE', 'STARTED', 'TMPFILES', 'DECLARATIONS'):
            self.replace(switch, name, os.path.join(self.top, name.lower()))
        self.paths.declaration = os.path.join(switch.DECLARATIONS, 'demo.json')
        os.makedirs(switch.TMPFILES)
        os.makedirs(switch.STARTED)
        os.chmod(self.put('bin/systemd-tmpfiles', COMMAND % (sys.executable, os.path.dirname(__file__), self.top, 'systemd-run')), 0o755)
        self.request['proof'] = {'file': os.path.join(switch.STARTED, 'demo')}
        os.makedirs(self.paths.release('two'))
        os.symlink('releases/two', self.paths.current)

    def run_release(self, *arguments):
        return subprocess.run(
            [switch.RUN_RELEASE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, check=False
        )

    def test_it_notes_the_revision_that_is_current_and_becomes_the_command(self):
        switch.declare(self.request, self.paths)
        switch.install_run_release(self.request, self.paths)
        done = self.run_release('demo', '--', 'sh', '-c', 'echo "$0 $1"', 'a b', 'c')
        self.assertEqual((done.returncode, done.stdout, self.text('started/demo')), (0, 'a b c\n', 'two\n'))

    def test_it_starts_nothing_whose_revision_it_cannot_note(self):
        switch.declare(self.request, self.paths)
        switch.install_run_release(self.request, self.paths)
        os.unlink(self.paths.current)
        self.assertNotEqual(self.run_release('demo', '--', 'touch', os.path.join(self.top, 'ran')).returncode, 0)
        self.assertNotEqual(self.run_release('other', '--', 'touch', os.path.join(self.top, 'ran')).returncode, 0)
        self.assertEqual(self.run_release('demo', 'touch').returncode, 64)
        self.assertFalse(os.path.exists(os.path.join(self.top, 'ran')))

    def test_its_note_has_a_place_at_every_boot_that_the_owner_may_write_in(self):
        switch.install_run_release(self.request, self.paths)
        self.assertIn(
            'f %s/demo 0644 %s %s -' % (switch.STARTED, self.request['owner'], self.request['group']),
            self.text('tmpfiles/mimamori-demo.conf')
        )
        self.assertEqual(self.calls(), ['systemd-run --create %s/mimamori-demo.conf' % switch.TMPFILES])

    def test_nothing_of_it_comes_to_a_device_whose_proof_is_another(self):
        switch.install_run_release({**self.request, 'proof': {'file': '/run/demo/REVISION'}}, self.paths)
        switch.install_run_release({**self.request, 'proof': {'http': 'http://127.0.0.1:3000/version'}}, self.paths)
        self.assertEqual((os.listdir(switch.TMPFILES), os.path.exists(switch.RUN_RELEASE)), ([], False))
