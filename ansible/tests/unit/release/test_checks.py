"""Whether what was started really works: units, answers, commands, each within its time."""
import http.server
import threading

from mimamori_release import checks
from mimamori_release.refusal import Refusal

from .systemd_stand_in import SystemdStandIn


class Answers(http.server.BaseHTTPRequestHandler):
    """`/STATUS` answers with that status; `/later` with 503 until it is asked a third time."""

    asked = 0

    def do_GET(self):  # pylint: disable=invalid-name  # its name in http.server
        if self.path == '/later':
            Answers.asked += 1
            status = 200 if Answers.asked >= 3 else 503
        else:
            status = int(self.path[1:])
        self.send_response(status)
        self.send_header('Location', '/200')
        self.end_headers()
        self.wfile.write('all is well: 温度 21'.encode())

    def log_message(self, *_arguments):  # pylint: disable=arguments-differ
        pass


class Checks(SystemdStandIn):
    def setUp(self):
        super().setUp()
        self.set_units({'demo.service': {'ActiveState': 'active'}})
        Answers.asked = 0
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Answers)
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        for cleanup in (thread.join, self.server.server_close, self.server.shutdown):
            self.addCleanup(cleanup)

    def url(self, path):
        return 'http://127.0.0.1:%d/%s' % (self.server.server_port, path)

    def check(self, *wanted, **more):
        return checks.check_all({**self.request, 'checks': list(wanted), **more})

    def refuses(self, message, *wanted, **more):
        with self.assertRaisesRegex(Refusal, message) as caught:
            self.check(*wanted, **more)
        return caught.exception.details

    def test_holds_where_all_hold(self):
        wanted = [
            {'unit': 'demo.service'}, {'http': self.url('200'), 'contains': '温度 21'}, {'http': self.url('404'), 'status': 404},
            {'command': ['sh', '-c', 'exit 0']}
        ]
        self.assertEqual(self.check(*wanted, services=['demo.service']), {'checks': 5})

    def test_an_answer_must_have_its_status_and_its_text(self):
        self.refuses('/500 answered 500, expected 200', {'http': self.url('500')})
        self.refuses('/302 answered 302, expected 200', {'http': self.url('302')})
        self.refuses('/200 does not contain "all is down"', {'http': self.url('200'), 'contains': 'all is down'})
        self.refuses('http://127.0.0.1:1/ does not answer: ', {'http': 'http://127.0.0.1:1/'})

    def test_a_command_must_end_with_0_in_time(self):
        self.refuses('ended with 3: the screen is dark$', {'command': ['sh', '-c', 'echo looking; echo the screen is dark >&2; exit 3']})
        self.refuses('sleep 3605 ended with 124: did not end within 1 s', {'command': ['sleep', '3605'], 'timeout_seconds': 1})
        self.refuses('was killed by SIGTERM: looking$', {'command': ['sh', '-c', 'echo looking; kill -TERM $$']})
        self.refuses('no-such-program ended with 127: no-such-program: not found', {'command': ['no-such-program']})

    def test_asks_again_until_its_time_is_over_each_check_by_its_own(self):
        self.assertEqual(self.check({'http': self.url('later'), 'within': 600}), {'checks': 1})
        self.assertEqual(Answers.asked, 3)
        self.refuses('/500 answered 500', {'http': self.url('500')}, {'http': self.url('503'), 'within': 3600})

    def test_names_all_that_fail_and_whose_journal_tells_more(self):
        details = self.refuses(
            '/500 answered 500, expected 200; sh -c exit 1 ended with 1: ', {'http': self.url('500')}, {'command': ['sh', '-c', 'exit 1']},
            services=['demo.service']
        )
        self.assertEqual(details['unit'], 'demo.service')
