"""Secrets in free text: the cases are those of the collector's contract, and hold for its TypeScript as well."""

from __future__ import annotations

import json
import os
import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.redaction import (
    can_be_masked, is_secret_name, patterns, redact, redact_lines
)

from .regex_steps import Steps

_CASES = os.path.join(os.path.dirname(os.path.realpath(__file__)), '../../../../collector/contract/fixtures/redaction/cases.json')

HOSTILE = (
    'a', 'key=', '://a:b', 'password="\\"', 'password: \\', 'Password\n', 'password_', '--password ', 'curl -u a', 'authorization=digest "',
    '-u aaaaaaaa', 'machine a login ', '"password":["', 'password%3d', 'wpa_passphrase a ',
    'aaaaaaaaaaaaaaaaaaaaaaaa\n', '-----BEGIN PRIVATE KEY-----'
)


class Redaction(unittest.TestCase):
    def setUp(self) -> None:
        with open(_CASES, encoding='utf-8') as file:
            self.cases = json.load(file)

    def test_masks_secrets(self) -> None:
        for case in self.cases['masked']:
            with self.subTest(case['input']):
                self.assertEqual(redact(case['input']), case['expected'])
                self.assertEqual(redact(case['expected']), case['expected'])

    def test_leaves_plain_text_alone(self) -> None:
        for text in self.cases['plain']:
            with self.subTest(text):
                self.assertEqual(redact(text), text)

    def test_knows_the_names_of_secrets(self) -> None:
        for name in self.cases['names']['secret']:
            self.assertTrue(is_secret_name(name), name)
        for name in self.cases['names']['plain']:
            self.assertFalse(is_secret_name(name), name)

    def test_keeps_as_many_lines_and_finds_a_value_on_the_line_after_its_name(self) -> None:
        self.assertEqual(
            redact_lines(['Password:', 'geheim', '-----BEGIN PRIVATE KEY-----', 'geheim', '-----END PRIVATE KEY-----', 'after']),
            ['Password:', '***', '[private key]', '', '', 'after']
        )
        self.assertEqual(redact_lines([]), [])


class Known(unittest.TestCase):
    def test_masks_known_values_wherever_they_stand(self) -> None:
        self.assertEqual(redact('it said xyz-123456 twice: xyz-123456', {'xyz-123456'}), 'it said *** twice: ***')

    def test_leaves_nothing_of_known_values_that_overlap(self) -> None:
        self.assertEqual(redact('abcdefghi', {'abcdef', 'defghi'}), '***')
        self.assertEqual(redact('abcdefgh', {'abcdef', 'abcdefgh'}), '***')

    def test_does_not_mask_what_would_blank_innocent_text(self) -> None:
        self.assertEqual(redact('a short one would mask too much', {'short', 'a'}), 'a short one would mask too much')
        for value in ('', 'pi', 'admin', '12345', '8080', '1234567', '127.0.0', 'true', 'disabled', 'Unknown'):
            self.assertFalse(can_be_masked(value), value)
        for value in ('geheim', '48291734', 'pi@factory', 'ge heim'):
            self.assertTrue(can_be_masked(value), value)


class LinearTime(unittest.TestCase):
    def test_the_counter_sees_a_pattern_that_is_slow(self) -> None:
        slow = Steps('[a-z]+@', False)
        self.assertGreater(slow.of('a' * 800), 3.5 * slow.of('a' * 400))

    def test_twice_the_text_takes_twice_the_steps_also_where_it_is_made_to_take_more(self) -> None:
        others = [{'within': None, 'pattern': patterns()[name], 'ignoreCase': True} for name in ('suspicion', 'secretName')]
        for rule in (*patterns()['rules'], *others):
            for source in filter(None, (rule['within'], rule['pattern'])):
                steps = Steps(source, rule['ignoreCase'])
                for piece in HOSTILE:
                    with self.subTest(pattern=source, piece=piece):
                        self.assertLess(steps.of((piece * 800)[:800]), 2.3 * steps.of((piece * 400)[:400]))
