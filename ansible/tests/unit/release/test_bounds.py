"""What a hook or a proof may bring is bounded, however much there is."""
import io
import os

from mimamori_release import hook, proof

from .device_tree import DeviceTree


class Bounds(DeviceTree):
    def test_looks_at_the_end_of_what_a_hook_has_written(self):
        lines = hook.last_lines(io.BytesIO(b'x' * 200_000 + b'\nlast but one\nlast\n'))
        self.assertEqual(lines[-2:], ['last but one', 'last'])
        self.assertLessEqual(len('\n'.join(lines)), hook.LAST_BYTES)
        self.assertEqual(hook.last_lines(io.BytesIO(b'one\ntwo\n')), ['one', 'two'])

    def test_reads_of_a_proof_no_more_than_its_first_line_can_be(self):
        self.put('opt/demo/current/REVISION', '温' * 500)
        self.assertEqual(proof.ask({**self.request, 'proof': {'file': 'REVISION'}}), '温' * proof.LONGEST)
        self.assertEqual(proof.by_file({'file': 'REVISION'}, os.path.join(self.places.root, 'current')).count('温'), 4 * proof.LONGEST // 3)
