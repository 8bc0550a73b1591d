"""Programs that we start end in time, with all of theirs, and what is kept of their output is bounded."""
import time
import unittest

from mimamori_release import process


def is_alive(pid):
    """One that nobody has waited for yet has no command line any more."""
    try:
        with open('/proc/%s/cmdline' % pid, 'rb') as file:
            return file.read() != b''
    except FileNotFoundError:
        return False


class Running(unittest.TestCase):
    def test_gives_status_and_both_outputs(self):
        self.assertEqual(process.run(['sh', '-c', 'echo out; echo 温度 >&2; exit 3']), (3, 'out\n', '温度\n'))
        self.assertEqual(process.run(['no-such-program']), (127, '', 'no-such-program: not found'))
        self.assertEqual(process.run(['/etc/passwd']), (126, '', '/etc/passwd: Permission denied'))

    def test_keeps_the_beginning_and_the_end_of_much_output(self):
        status, output, _error = process.run(['sh', '-c', 'echo first; head -c 5000000 /dev/zero | tr "\\0" x; echo; echo last'])
        self.assertEqual((status, output.split('\n')[0], output.split('\n')[-2]), (0, 'first', 'last'))
        self.assertIn('\n[cut]\n', output)
        self.assertLess(len(output), 2 * process.KEPT + 100)

    def test_cuts_at_the_ends_of_lines_so_that_half_a_secret_is_not_left(self):
        _status, output, _error = process.run(['sh', '-c', 'yes password=geheim | head -n 100000'])
        self.assertEqual(set(output.split('\n')), {'password=geheim', '[cut]', ''})

    def test_cuts_nothing_from_what_just_fits(self):
        self.assertEqual(process.run(['sh', '-c', 'head -c %d /dev/zero | tr "\\0" x' % (2 * process.KEPT)])[1], 'x' * (2 * process.KEPT))

    def test_ends_what_does_not_end_with_all_that_it_started(self):
        status, output, error = process.run(['sh', '-c', 'sleep 3603 & echo $!; yes >&2; wait'], 1)
        self.assertEqual((status, error), (124, 'did not end within 1 s'))
        end = time.monotonic() + 60
        while is_alive(output.strip()):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)

    def test_waits_for_nothing_that_a_program_has_left_behind_and_ends_it(self):
        status, output, _error = process.run(['sh', '-c', 'sleep 3604 & yes >&2 & echo $!; exit 3'], 600)
        self.assertEqual(status, 3)
        end = time.monotonic() + 60
        while is_alive(output.strip()):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)

    def test_says_which_signal_has_killed_a_program_that_must_not_fail(self):
        with self.assertRaisesRegex(process.Refusal, 'sh -c .* was killed by SIGTERM: begun'):
            process.must(['sh', '-c', 'echo begun; kill -TERM $$'])

    def test_says_why_where_a_program_must_not_fail(self):
        with self.assertRaisesRegex(process.Refusal, 'sh -c .* ended with 3: two / three / four'):
            process.must(['sh', '-c', 'printf "one\\ntwo\\nthree\\nfour\\n" >&2; exit 3'])
