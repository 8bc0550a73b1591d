"""What is put into which request, and when."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.collector import Request
from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.outbox import BATCH_ITEMS, Outbox

PATH = '/api/updates/x/hosts'


def item(host: str, step: str | None = None) -> dict[str, object]:
    return {'state': 'finished', 'host': host} if step is None else {'state': 'under_way', 'host': host, 'step': step}


class TheOutbox(unittest.TestCase):
    def test_keeps_requests_and_outcomes_in_order(self) -> None:
        outbox = Outbox()
        outbox.add_request(Request('/api/updates', {'run': 'x'}))
        outbox.add_item(PATH, item('a'))
        outbox.add_item(PATH, item('b'))
        outbox.add_request(Request('/api/updates/x/end', {}))
        self.assertEqual([(request.path, request.body) for request in outbox.take_all()], [
            ('/api/updates', {'run': 'x'}), (PATH, {'hosts': [item('a'), item('b')]}), ('/api/updates/x/end', {}),
        ])

    def test_tells_a_step_at_most_once_a_second_a_host_and_then_the_newest(self) -> None:
        outbox = Outbox()
        outbox.add_item(PATH, item('a', 'one'))
        self.assertEqual(outbox.take(10.0), Request(PATH, {'hosts': [item('a', 'one')]}))
        outbox.add_item(PATH, item('a', 'two'))
        outbox.add_item(PATH, item('a', 'three'))
        self.assertEqual(outbox.seconds_until_due(10.25), 0.75)
        self.assertIsNone(outbox.take(10.25))
        self.assertEqual(outbox.take(11.0), Request(PATH, {'hosts': [item('a', 'three')]}))
        self.assertIsNone(outbox.seconds_until_due(11.0))

    def test_tells_no_step_of_a_host_that_has_finished(self) -> None:
        outbox = Outbox()
        outbox.add_item(PATH, item('a', 'one'))
        outbox.add_item(PATH, item('a'))
        self.assertEqual(outbox.take(0.0), Request(PATH, {'hosts': [item('a')]}))

    def test_keeps_no_step_for_later(self) -> None:
        outbox = Outbox()
        outbox.add_item(PATH, item('a', 'one'))
        self.assertEqual(outbox.take_all(), [])

    def test_cuts_long_lists_in_pieces(self) -> None:
        outbox = Outbox()
        for number in range(2 * BATCH_ITEMS + 1):
            outbox.add_item(PATH, item(str(number)))
        self.assertEqual([len(request.body['hosts']) for request in outbox.take_all()], [1000, 1])
        for number in range(3):
            outbox.add_item(PATH, {**item(str(number)), 'message': 'x' * 200_000})
        self.assertEqual([len(request.body['hosts']) for request in outbox.take_all()], [1, 1, 1])

    def test_counts_what_it_cannot_hold(self) -> None:
        outbox = Outbox(most_waiting=2)
        for host in 'abc':
            outbox.add_item(PATH, item(host))
        self.assertEqual(outbox.dropped, 1)
        self.assertEqual(outbox.take_all(), [Request(PATH, {'hosts': [item('b'), item('c')]})])
