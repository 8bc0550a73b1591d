"""What root gathers for a report of a fault."""
import io
import os
import tarfile

from mimamori_release import journal

from .device_tree import DeviceTree


class Bundle(DeviceTree):
    def test_has_the_health_that_was_seen_without_root_and_runs_no_check_itself(self):
        trace = os.path.join(self.top, 'trace')
        self.request.update(checks=[{'command': ['/usr/bin/touch', trace]}], proof={'command': ['/usr/bin/touch', trace]},
                            health={'problems': ['the token=hunter2 is wrong', 'パスワード：hunter2']})
        with open(journal.bundle(self.request)['path'], 'rb') as file, tarfile.open(fileobj=io.BytesIO(file.read())) as packed:
            texts = {os.path.basename(one.name): packed.extractfile(one).read().decode() for one in packed}
        self.assertEqual(texts['health.json'], '{\n  "problems": [\n    "the token=*** is wrong",\n    "パスワード：***"\n  ]\n}')
        self.assertFalse(os.path.exists(trace))
