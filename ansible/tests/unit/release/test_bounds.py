"""What a proof may bring is bounded, however much there is."""
from mimamori_release import checks

from .device_tree import DeviceTree


class Bounds(DeviceTree):
    def test_reads_of_a_proof_no_more_than_its_first_line_can_be(self):
        self.put('opt/demo/current/REVISION', '温' * 500)
        self.assertEqual(checks.ask({**self.request, 'proof': {'file': 'REVISION'}}), '温' * checks.LONGEST_REVISION)
        self.assertEqual(checks.by_file({'file': 'REVISION'}, self.request, 30).count('温'), 4 * checks.LONGEST_REVISION // 3)
