"""What differs between an inventory and the collector."""

from __future__ import annotations

import json
import os
import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.fleet.compare import (
    Difference, compare, inventory_addresses, inventory_servers,
)
from ansible_collections.mimamori.fleet.plugins.plugin_utils.fleet.comparison_text import ENGLISH, JAPANESE, sentence, text_for
from ansible_collections.mimamori.fleet.plugins.plugin_utils.fleet.devices import (
    Device, group_names, host_variables, is_server, read_devices, reported_addresses,
)

# The same cases hold for every program of ours.
_LOCALES = os.path.join(os.path.dirname(os.path.realpath(__file__)), '../../../../program/fixtures/locales.json')


def device(id: str, address: str | None = None, state: str = 'active') -> Device:
    return Device(id=id, state=state, address=address)


class Comparing(unittest.TestCase):
    def test_finds_nothing_where_all_agree(self) -> None:
        self.assertEqual(compare({'a': '10.0.0.1'}, [device('a', '10.0.0.1')], {}), [])
        self.assertEqual(compare({'a': 'A.lan'}, [device('a', 'a.LAN')], {}), [])

    def test_finds_what_is_missing_on_either_side(self) -> None:
        self.assertEqual(compare({'a': '10.0.0.1'}, [device('b', '10.0.0.2')], {}), [
            Difference('not_enrolled', 'a', inventory='10.0.0.1'), Difference('not_in_inventory', 'b', collector='10.0.0.2'),
        ])

    def test_finds_devices_that_are_gone(self) -> None:
        self.assertEqual(compare({'a': '10.0.0.1'}, [device('a', state='retired'), device('b', state='revoked')], {}), [
            Difference('gone', 'a', inventory='10.0.0.1', collector='retired'),
        ])

    def test_finds_addresses_that_have_drifted(self) -> None:
        self.assertEqual(compare({'a': '10.0.0.1'}, [device('a', '10.0.0.2')], {'a': '10.0.0.3'}), [
            Difference('address_registered', 'a', inventory='10.0.0.1', collector='10.0.0.2'),
            Difference('address_reported', 'a', inventory='10.0.0.1', collector='10.0.0.3'),
        ])

    def test_compares_no_name_with_an_address(self) -> None:
        self.assertEqual(compare({'a': 'a.lan'}, [device('a')], {'a': '10.0.0.3'}), [])

    def test_misses_no_server_among_the_clients(self) -> None:
        self.assertEqual(compare({}, [device('this-machine', '127.0.0.1'), device('hub', '10.0.0.5')], {}, servers=['hub']), [])

    def test_compares_no_address_with_loopback(self) -> None:
        self.assertEqual(compare({'hub': '10.0.0.5'}, [device('hub', '127.0.0.1')], {'hub': '10.0.0.5'}), [])


class TheInventory(unittest.TestCase):
    def test_is_read_with_its_groups_in_groups_and_each_host_once(self) -> None:
        answer = {
            '_meta': {'hostvars': {'a': {'ansible_host': '10.0.0.1'}, 'c': {'ansible_host': {'__ansible_unsafe': '10.0.0.3'}}}},
            'clients': {'children': ['north', 'south']}, 'north': {'hosts': ['a', 'b']}, 'south': {
                'hosts': ['b', 'c'], 'children': ['clients']
            },
        }
        self.assertEqual(inventory_addresses(answer, 'clients'), {'a': '10.0.0.1', 'b': 'b', 'c': '10.0.0.3'})
        self.assertEqual(inventory_addresses(answer, 'none'), {})

    def test_is_read_without_the_server(self) -> None:
        answer = {
            '_meta': {'hostvars': {}}, 'all': {'children': ['server', 'clients']}, 'server': {'hosts': ['hub']},
            'clients': {'hosts': ['a', 'hub']}
        }
        self.assertEqual(inventory_addresses(answer, 'all'), {'a': 'a'})
        self.assertEqual(inventory_servers(answer), {'hub'})


class Sentences(unittest.TestCase):
    def test_are_there_for_every_difference_in_both_languages(self) -> None:
        for kind in ENGLISH.sentences.keys() | JAPANESE.sentences.keys():
            for text in (ENGLISH, JAPANESE):
                said = sentence(text, Difference(kind, 'pi-1', inventory='10.0.0.1', collector='10.0.0.2'))
                with self.subTest(said):
                    self.assertTrue(said.startswith('pi-1: '))
                    self.assertNotIn('None', said)

    def test_are_in_the_terminals_language(self) -> None:
        with open(_LOCALES, encoding='utf-8') as file:
            cases = json.load(file)
        for case in cases:
            with self.subTest(case['env']):
                self.assertIs(text_for(case['env']), {'en': ENGLISH, 'ja': JAPANESE}[case['language']])


class ADevice(unittest.TestCase):
    def test_is_in_no_other_answer_than_the_collectors(self) -> None:
        for clients in (None, 3, [{}], ['pi-kiosk-01'], [{'id': 'a', 'clientId': 'a', 'state': 'active', 'ipAddress': 7}]):
            answer = {'clients': clients}
            with self.subTest(answer), self.assertRaises((AttributeError, KeyError, TypeError)):
                compare({'a': '192.168.10.31'}, read_devices(answer), reported_addresses(answer))

    def test_is_in_a_group_for_each_thing_known_of_it(self) -> None:
        self.assertEqual(
            group_names(Device(id='a', state='active', site='北 1', role='kiosk')), ['clients', 'state_active', 'site_北 1', 'role_kiosk']
        )
        self.assertEqual(group_names(device('a')), ['clients', 'state_active'])

    def test_is_the_server_at_loopback_alone(self) -> None:
        self.assertEqual(group_names(device('hub', '127.0.0.1')), ['server', 'state_active'])
        addresses = ('127.0.0.1', '127.0.1.1', '::1', 'localhost', '10.0.0.1', 'pi-1.lan', None)
        self.assertEqual([is_server(device('a', address)) for address in addresses], [True, True, True, True, False, False, False])

    def test_has_no_variable_for_what_is_not_known(self) -> None:
        self.assertEqual(host_variables(device('a')), {'mimamori_state': 'active', 'mimamori_labels': {}})
