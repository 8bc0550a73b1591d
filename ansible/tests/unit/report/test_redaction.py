"""Secrets in free text."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.redaction import redact

SECRETS = {
    'fatal: unable to access https://user:geheim@server/x.git': 'fatal: unable to access https://***@server/x.git',
    'clone of https://ghp_geheim@server/x.git': 'clone of https://***@server/x.git',
    'postgresql://app:ge/heim@db:5432/x is away': 'postgresql://***@db:5432/x is away',
    'password=geheim': 'password=***',
    'DB_PASSWORD: geheim, retrying': 'DB_PASSWORD: ***, retrying',
    '{"api_key": "ge heim", "port": 80}': '{"api_key": ***, "port": 80}',
    "{'client_secret': 'geheim'}": "{'client_secret': ***}",
    'GET /x?key=geheim&page=2': 'GET /x?key=***&page=2',
    'x-client-key: geheim': 'x-client-key: ***',
    'mysqldump --password geheim --all': 'mysqldump --password *** --all',
    'curl --api-key geheim': 'curl --api-key ***',
    'Authorization: Bearer abc.def.geheim': 'Authorization: Bearer ***',
    'sent bearer abcdefgeheim': 'sent bearer ***',
    '-----BEGIN OPENSSH PRIVATE KEY-----\ngeheim\n-----END OPENSSH PRIVATE KEY-----': '[private key]',
    '-----BEGIN PRIVATE KEY-----\ngeheim, and cut off': '[private key]',
    '$ANSIBLE_VAULT;1.1;AES256\n6162636465666768696a6b6c6d6e6f70\n31323334353637383930313233343536': '[vault]',
}

PLAIN = (
    'missing key: port',
    'the monkey ate 3 keys',
    'ssh://git@server/x.git is not there',
    'password authentication failed',
    'tokenizer trigram is missing',
    'No space left on device: /var/lib/x',
)


class Redaction(unittest.TestCase):
    def test_masks_secrets(self) -> None:
        for text, expected in SECRETS.items():
            with self.subTest(text):
                self.assertEqual(redact(text), expected)
                self.assertNotIn('geheim', redact(text))

    def test_leaves_plain_text_alone(self) -> None:
        for text in PLAIN:
            with self.subTest(text):
                self.assertEqual(redact(text), text)

    def test_masks_known_values_wherever_they_stand(self) -> None:
        self.assertEqual(redact('it said tok-123456 twice: tok-123456', {'tok-123456'}), 'it said *** twice: ***')
        self.assertEqual(redact('a short one would mask too much', {'a'}), 'a short one would mask too much')

    def test_does_not_take_long_for_long_text(self) -> None:
        # Quadratic patterns would need minutes for this.
        for piece in ('key=', '"', 'https://', 'https://a:', '\\n0123456789abcdef', '_password_', 'password=', '--'):
            redact((piece * 32_768)[:32_768])


if __name__ == '__main__':
    unittest.main()
