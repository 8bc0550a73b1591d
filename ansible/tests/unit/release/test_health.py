"""A device that has restarted while it was watched says so: its services may not be up yet."""
from mimamori_release import health, restart

from .device_tree import DeviceTree

NOW = 10_000


class Restarted(DeviceTree):
    def found(self, up_seconds, watched_seconds, state='running'):
        self.replace(restart, 'monotonic', lambda: NOW * 1_000_000)
        self.replace(health, 'must', lambda _argv: '%d\n' % ((NOW - up_seconds) * 1_000_000))
        self.replace(health, 'run', lambda _argv: (0, state + '\n', ''))
        return health.has_restarted(watched_seconds)

    def test_is_a_device_that_is_up_for_less_long_than_it_is_watched_or_going_down(self):
        self.assertEqual([self.found(100, 0), self.found(100, 99), self.found(100, 101), self.found(100, 99, 'stopping')],
                         [False, False, True, True])
