"""What an answer means."""

from __future__ import annotations

import os
import tempfile
import unittest
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from ansible_collections.mimamori.fleet.plugins.plugin_utils.report.collector import Answer, Collector, Request
from ansible_collections.mimamori.fleet.plugins.plugin_utils.server import SettingError, read_token


@contextmanager
def answering(
    status: int, body: bytes = b'{"requestId":"r"}', headers: dict[str, str] | None = None
) -> Iterator[tuple[str, list[tuple[str, dict[str, str], bytes]]]]:
    """A server of its own on a free port, and what it was sent."""
    seen: list[tuple[str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def do_POST(self) -> None:
            seen.append((
                self.path, {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(int(self.headers['content-length']))
            ))
            self.send_response(status)
            for name, value in {'content-length': str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f'http://127.0.0.1:{server.server_port}', seen
    finally:
        server.shutdown()
        server.server_close()


def send(url: str, times: int = 1) -> Answer:
    with closing(Collector(url, token='tok')) as collector:
        return [collector.send(REQUEST) for _ in range(times)][-1]


REQUEST = Request('/api/updates', {'playbook': '更新.yml'})


class Answers(unittest.TestCase):
    def kind(self, status: int, **options: object) -> tuple[str, str]:
        with answering(status, **options) as (url, _):
            answer = send(url)
            return answer.kind, answer.reason

    def test_believes_only_the_collectors_own_receipt(self) -> None:
        self.assertEqual(self.kind(201), ('taken', ''))
        self.assertEqual(self.kind(200, body=b'<html>Log in to the factory network</html>')[0], 'later')

    def test_tries_again_what_may_pass(self) -> None:
        for status in (408, 429, 500, 502, 503, 302):
            with self.subTest(status):
                self.assertEqual(self.kind(status, body=b'')[0], 'later')

    def test_gives_up_what_is_refused_and_says_why(self) -> None:
        body = b'{"requestId":"r","code":"VALIDATION_FAILED","message":"hosts: expected a list"}'
        self.assertEqual(self.kind(400, body=body), ('refused', 'HTTP 400 VALIDATION_FAILED: hosts: expected a list'))

    def test_takes_no_proxys_word_for_a_refusal(self) -> None:
        for status in (400, 404, 413):
            with self.subTest(status):
                self.assertEqual(self.kind(status, body=b'<html>not here</html>')[0], 'later')

    def test_waits_for_the_start_of_a_run_that_the_collector_does_not_know_yet(self) -> None:
        with answering(404, body=b'{"requestId":"r","code":"UPDATE_RUN_NOT_FOUND","message":"no run"}') as (url, _):
            answer = send(url)
        self.assertEqual((answer.kind, answer.is_of_unknown_run), ('later', True))
        self.assertEqual(self.kind(404, body=b'{"requestId":"r","code":"NOT_FOUND","message":"no page"}')[0], 'refused')

    def test_keeps_what_a_wrong_token_could_not_bring(self) -> None:
        for status in (401, 403):
            with self.subTest(status), answering(status) as (url, _):
                answer = send(url)
                self.assertEqual((answer.kind, answer.is_unauthorised), ('later', True))

    def test_tells_how_long_the_collector_wants_to_be_left_alone(self) -> None:
        with answering(503, headers={'retry-after': '7'}) as (url, _):
            self.assertEqual(send(url).retry_after, 7.0)

    def test_takes_no_proxy_from_the_environment(self) -> None:
        before = os.environ.get('http_proxy')
        os.environ['http_proxy'] = 'http://127.0.0.1:9'
        try:
            self.assertEqual(self.kind(200), ('taken', ''))
        finally:
            del os.environ['http_proxy']
            if before is not None:
                os.environ['http_proxy'] = before

    def test_has_no_answer_where_nobody_listens(self) -> None:
        with answering(200) as (url, _):
            pass
        self.assertEqual(send(url).kind, 'later')


class Requests(unittest.TestCase):
    def test_are_json_with_the_token_over_one_connection(self) -> None:
        with answering(200) as (url, seen):
            send(f'{url}/api/', times=2)
        path, headers, body = seen[1]
        self.assertEqual((path, headers['authorization'], headers['content-type']), ('/api/updates', 'Bearer tok', 'application/json'))
        self.assertEqual(body.decode(), '{"playbook":"更新.yml"}')

    def test_open_a_new_connection_where_the_collector_closed_the_old(self) -> None:
        with answering(200, headers={'connection': 'close'}) as (url, seen):
            self.assertEqual(send(url, times=3).kind, 'taken')
        self.assertEqual(len(seen), 3)


class Settings(unittest.TestCase):
    def test_say_what_is_wrong_with_an_address(self) -> None:
        for url in ('server:8080', 'ftp://server', 'http://', 'http://server:99999'):
            with self.subTest(url), self.assertRaisesRegex(SettingError, 'expected'):
                Collector(url)

    def test_tell_no_password_of_an_address(self) -> None:
        for url in ('http://user:geheim@server:99999', 'ftp://user:geheim@server'):
            with self.subTest(url), self.assertRaises(SettingError) as raised:
                Collector(url)
            self.assertIn('***@server', str(raised.exception))
            self.assertNotIn('geheim', str(raised.exception))

    def test_say_what_is_wrong_with_a_file_of_certificates(self) -> None:
        with self.assertRaisesRegex(SettingError, 'ca_file: /nowhere'):
            Collector('https://server', ca_file='/nowhere')


class Token(unittest.TestCase):
    def read(self, content: str, mode: int = 0o600) -> tuple[str, str | None]:
        with tempfile.NamedTemporaryFile('w') as file:
            file.write(content)
            file.flush()
            os.chmod(file.name, mode)
            return read_token(file.name)

    def test_is_the_one_line_of_its_file(self) -> None:
        self.assertEqual(self.read('tok\n'), ('tok', None))

    def test_is_warned_of_where_everybody_can_read_it(self) -> None:
        self.assertIn('chmod 600', self.read('tok', 0o644)[1] or '')

    def test_is_nothing_that_could_break_a_header(self) -> None:
        for content in ('', 'a b', 'a\nb', 'tök'):
            with self.subTest(content), self.assertRaises(SettingError):
                self.read(content)

    def test_says_which_file_is_missing(self) -> None:
        with self.assertRaisesRegex(SettingError, '/nowhere cannot be read'):
            read_token('/nowhere')
