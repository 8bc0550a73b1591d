"""What is known to be secret of a task with `no_log`."""

from __future__ import annotations

import unittest

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.no_log import given_back, given_values, inserted, leaves_of_json


def given(arguments: dict[str, object], rendered: dict[str, object], *, is_set_fact: bool = False) -> list[str]:
    return list(given_values(arguments, rendered, is_set_fact=is_set_fact))


class Given(unittest.TestCase):
    def test_tells_apart_what_a_template_puts_in(self) -> None:
        self.assertEqual(
            list(inserted('psql postgres://{{ user }}:{{ pw }}@db -c {{ sql }}', 'psql postgres://app:ge heim@db -c x')),
            ['app', 'ge heim', 'x']
        )
        self.assertEqual(list(inserted('{{ pw }}', 'geheim')), ['geheim'])
        self.assertEqual(list(inserted('{{ a }}{{ b }}', 'xy')), ['', 'xy'])

    def test_takes_all_where_it_cannot(self) -> None:
        self.assertEqual(list(inserted('{% if x %}{{ pw }}{% endif %}', 'geheim')), ['geheim'])
        self.assertEqual(list(inserted('a {{ pw }} b', 'something else')), ['something else'])

    def test_is_what_came_by_a_template_and_not_the_text_of_the_playbook(self) -> None:
        self.assertEqual(
            given(
                {'_raw_params': "login --user kiosk --with {{ pw | quote }}"},
                {'_raw_params': "login --user kiosk --with 'ge heim 1'", '_ansible_version': '2.19'}
            ),
            ['ge heim 1']
        )
        self.assertEqual(given({'argv': ['login', '{{ pw }}']}, {'argv': ['login', 'geheim-1']}), ['geheim-1'])
        self.assertEqual(given({'state': 'present', 'content': 'of the playbook'}, {'state': 'present', 'content': 'of the playbook'}), [])

    def test_is_what_has_the_name_of_a_secret_and_what_is_set(self) -> None:
        self.assertEqual(given({'password': 'geheim'}, {'password': 'geheim'}), ['geheim'])
        self.assertEqual(given({'x': 'geheim-1'}, {'x': 'geheim-1'}, is_set_fact=True), ['geheim-1'])

    def test_is_no_path_no_unit_no_address_and_nothing_short(self) -> None:
        for value in ('/opt/kiosk/settings.env', 'kiosk-browser.service', 'http://server:8080/x', 'kiosk'):
            self.assertEqual(given({'x': '{{ x }}'}, {'x': value}), [])

    def test_is_no_command_line_of_the_roles_own_programs(self) -> None:
        arguments = {'cmd': 'release.pyz {{ reading }}', 'content': '{{ text }}'}
        rendered = {'cmd': 'release.pyz read-settings', 'content': 'geheim-1'}
        self.assertEqual(list(given_values(arguments, rendered, is_set_fact=False, is_ours=True)), ['geheim-1'])
        self.assertEqual(given(arguments, rendered), ['read-settings', 'geheim-1'])


class GivenBack(unittest.TestCase):
    def test_is_what_a_program_wrote_or_a_server_answered(self) -> None:
        self.assertEqual(list(given_back({'stdout': 'geheim-1', 'cmd': 'cat /etc/x', 'start': '2026-03-14', 'rc': 0})), ['geheim-1'])
        self.assertEqual(list(given_back({'json': {'access': 'geheim-1', 'kind': 'short'}, 'url': 'http://server/'})), ['geheim-1'])
        self.assertEqual(list(given_back({'results': [{'stdout': 'geheim-1'}, {'stdout': 'geheim-2'}]})), ['geheim-1', 'geheim-2'])
        self.assertEqual(list(given_back(None)), [])

    def test_leaves_what_the_roles_own_programs_write_as_an_error(self) -> None:
        refused = {'stderr': '/etc/demo.env: the file on the device is not valid YAML (line 1, column 21)', 'stdout': 'geheim-1'}
        self.assertEqual(list(given_back(refused, is_ours=True)), ['geheim-1'])
        self.assertEqual(list(given_back(refused)), [refused['stderr'], 'geheim-1'])


class Json(unittest.TestCase):
    """The values inside of a value."""

    def test_gives_the_strings_of_an_object_or_an_array_and_nothing_of_another_text(self) -> None:
        self.assertEqual(list(leaves_of_json(' ["a", {"b": ["c", null, 1]}]\n')), ['a', 'c'])
        for text in ('geheim', '"geheim"', '{not json', '[' * 100_000, ''):
            self.assertEqual(list(leaves_of_json(text)), [])
