"""How a playbook or inventory-check on the server finds the collector."""

from __future__ import annotations

import os
import tempfile
import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.server_settings import server_settings


class TheCollectorOfThisServer(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = temporary.name

    def write(self, name: str, content: str) -> str:
        path = os.path.join(self.directory, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content)
        return path

    def read(self, *, defaults: str = '', settings: str = '', environment: dict[str, str] | None = None) -> dict[str, str]:
        return server_settings(environment or {}, defaults=self.write('defaults', defaults), settings=self.write('settings', settings))

    def test_is_where_the_server_is_set_up_for_it(self) -> None:
        self.assertEqual(self.read(defaults='# ours\nMIMAMORI_URL=https://127.0.0.1:8080\nMIMAMORI_CA_FILE=/etc/mimamori/ca.pem\n'),
                         {'url': 'https://127.0.0.1:8080', 'token_file': '/etc/mimamori/update-token', 'ca_file': '/etc/mimamori/ca.pem'})

    def test_is_what_the_administrator_says_otherwise(self) -> None:
        settings = (
            'export MIMAMORI_URL="http://10.0.0.1:8080"  # the other one\nMIMAMORI_UPDATE_TOKEN_FILE=\'/srv/a token\'\n'
            'MIMAMORI_UPDATE_FORKS=5\nno setting\n'
        )
        self.assertEqual(
            self.read(defaults='MIMAMORI_URL=http://127.0.0.1:8080\n', settings=settings),
            {'url': 'http://10.0.0.1:8080', 'token_file': '/srv/a token'}
        )

    def test_is_nowhere_without_an_address(self) -> None:
        self.assertEqual(self.read(settings='MIMAMORI_UPDATE_TOKEN_FILE=/token\nMIMAMORI_URL=\n'), {})
        self.assertEqual(server_settings({}, defaults='/nowhere', settings='/nowhere'), {})

    def test_is_that_of_a_named_file_alone(self) -> None:
        named = self.write('named', 'MIMAMORI_UPDATE_FORKS=5\n')
        self.assertEqual(self.read(defaults='MIMAMORI_URL=http://127.0.0.1:8080\n', environment={'MIMAMORI_UPDATE_CONFIG': named}), {})
