"""Whether what was started really works: units, answers, commands, each within its time."""
import grp
import http.server
import os
import pwd
import threading
import unittest
from unittest import mock

from mimamori_release import checks, preflight
from mimamori_release.refusal import Refusal

from .device_tree import DeviceTree
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


class Proof(DeviceTree):
    def test_is_the_word_of_the_running_service_and_not_what_is_installed(self):
        self.put('opt/demo/current/says', 'ef01234\n')
        wanted = {**self.request, 'proof': {'file': 'says'}, 'proof_within': 0}
        self.assertEqual(checks.prove({**wanted, 'revision': 'ef01234' + 33 * '5'}), {'running': 'ef01234' + 33 * '5'})
        with self.assertRaisesRegex(Refusal, 'reports the revision ef01234, expected 1.0: the old code may still be running') as caught:
            checks.prove({**wanted, 'revision': '1.0'})
        self.assertEqual(caught.exception.details, {'running': 'ef01234'})


class Bounds(DeviceTree):
    """What a proof may bring is bounded, however much there is."""

    def test_reads_of_a_proof_no_more_than_its_first_line_can_be(self):
        self.put('opt/demo/current/REVISION', '温' * 500)
        self.assertEqual(checks.ask({**self.request, 'proof': {'file': 'REVISION'}}), '温' * checks.LONGEST_REVISION)
        self.assertEqual(checks.by_file({'file': 'REVISION'}, self.request, 30).count('温'), 4 * checks.LONGEST_REVISION // 3)


def whose(argv):
    return {'checks': [{'command': argv}], 'proof': {'file': 'says'}}


class Commands(DeviceTree):
    """What the service may change runs with the rights of the service."""

    def setUp(self):
        super().setUp()
        self.request.update(owner='nobody', group=grp.getgrgid(pwd.getpwnam('nobody').pw_gid).gr_name)
        self.script = self.put('opt/demo/releases/two/check', '#!/bin/sh\nid --user --name >&2\nexit 1\n')
        os.chmod(self.script, 0o755)
        os.symlink('releases/two', self.paths.current)
        os.chmod(self.top, 0o755)
        self.linked = os.path.join(self.top, 'opt/demo/current/check')

    def ends_with(self, argv):
        with self.assertRaises(Refusal) as raised:
            checks.check_command({'command': argv}, self.request)
        return str(raised.exception)

    @unittest.skipUnless(os.geteuid() == 0, 'only root can run as somebody else')
    def test_run_as_its_owner_where_root_is_connected_whether_by_name_by_link_or_by_an_interpreter(self):
        beside = os.path.join(self.top, 'beside')
        os.symlink(self.script, beside)
        for argv in ([self.script], [self.linked], [beside], ['/bin/sh', self.script]):
            self.assertEqual(self.ends_with(argv), '%s ended with 1: nobody' % ' '.join(argv))
        self.assertEqual(
            self.ends_with(['/bin/sh', '-c', 'id --user --name; exit 1', self.script]),
            '/bin/sh -c id --user --name; exit 1 %s ended with 1: nobody' % self.script
        )
        self.assertIn('ended with 1: root', self.ends_with(['/bin/sh', '-c', 'id --user --name; exit 1']))

    @unittest.skipUnless(os.geteuid() == 0, 'only root can run as somebody else')
    def test_a_proof_shows_nothing_that_the_service_could_not_read(self):
        secret = self.put('secret', 'hunter2\n')
        os.chmod(secret, 0o600)
        os.symlink(secret, os.path.join(self.paths.current, 'says'))
        with self.assertRaisesRegex(Refusal, 'does not say which revision it runs: .*Permission denied'):
            checks.ask({**self.request, 'proof': {'file': 'says'}})
        self.put('opt/demo/current/said', 'two\n')
        self.assertEqual(checks.ask({**self.request, 'proof': {'file': 'said'}}), 'two')

    def test_are_refused_before_anything_is_changed_where_somebody_else_is_connected(self):
        with mock.patch.object(os, 'geteuid', lambda: 1234):
            for argv in ([self.linked], ['/usr/bin/python3', self.script]):
                reasons = list(preflight.check_commands({**self.request, **whose(argv)}, self.paths))
                self.assertEqual(len(reasons), 1)
                self.assertRegex(reasons[0], '/check is below .*/opt/demo, where nobody can change it, .*such as /usr/local/bin')
            for argv in (['/usr/bin/test', '-e', self.script], ['true'], ['/usr/bin/demo']):
                self.assertEqual(list(preflight.check_commands({**self.request, **whose(argv)}, self.paths)), [])
            self.assertEqual(
                list(preflight.check_commands({**self.request, **whose([self.script]), 'owner': 'root', 'group': 'root'}, self.paths)), []
            )
        with mock.patch.object(os, 'geteuid', lambda: pwd.getpwnam('nobody').pw_uid):
            self.assertEqual(checks.command_for([self.script], self.request), [self.script])
