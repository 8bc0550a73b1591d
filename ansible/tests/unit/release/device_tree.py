"""A device's places below a temporary directory, and a request for them, as the user who runs the tests."""
import grp
import os
import pwd
import tempfile
import unittest
from unittest import mock

from mimamori_release import paths


class DeviceTree(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.top = os.path.realpath(directory.name)
        self.replace(paths, 'STATE', os.path.join(self.top, 'state'))
        self.replace(paths, 'RUN', os.path.join(self.top, 'run'))
        self.request = {
            'name': 'demo', 'root': os.path.join(self.top, 'opt/demo'), 'revision': 'two', 'owner': pwd.getpwuid(os.getuid()).pw_name,
            'group': grp.getgrgid(os.getgid()).gr_name, 'unpack_seconds': 60, 'settings': [], 'settings_kept': [],
            'units': [], 'services': [], 'checks': [],
            'hooks': {}, 'proof': {'http': 'http://127.0.0.1:3000/version'}, 'keep': 3,
            'settle_seconds': 5, 'checks_within': 0, 'is_return': False,
            'run': 'run 1', 'by': 'server', 'lease_seconds': 120
        }
        self.paths = paths.paths_of(self.request)

    def replace(self, module, name, value):
        """For the length of the test."""
        patch = mock.patch.object(module, name, value)
        patch.start()
        self.addCleanup(patch.stop)

    def put(self, path, content=''):
        """Writes a file below the top, with its directories; gives its whole path."""
        whole = os.path.join(self.top, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, 'w', encoding='utf-8') as file:
            file.write(content)
        return whole

    def text(self, path):
        with open(os.path.join(self.top, path), encoding='utf-8') as file:
            return file.read()
