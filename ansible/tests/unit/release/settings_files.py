"""A device's settings files, and the steps of an update that are about them."""
import base64
import contextlib
import json
import os

from mimamori_release import settings
from mimamori_release.files import sum_of
from mimamori_release.undo_log import found_at

from .device_tree import DeviceTree


class SettingsFiles(DeviceTree):
    def bring(self, files, keys=(), **attributes):
        """As the server's program does for `files`, path to text, after it has seen what is there; with mode, owner or group where they
        are wanted."""
        written = [{
            'path': path, 'content': base64.b64encode(text.encode()).decode(), 'keys': list(keys), 'was': sum_of(found_at(path)[0]),
            **attributes
        } for path, text in files.items()]
        self.put('state/demo/written.json', json.dumps(written))

    def write(self, files, keys=(), **attributes):
        self.bring(files, keys, **attributes)
        settings.change(self.request)

    def undo(self):
        settings.undo(self.request)

    def run_release(self, revision):
        """`current` points to it; nothing has proved itself by that."""
        os.makedirs(self.paths.root, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.paths.current)
        os.symlink('releases/' + revision, self.paths.current)
