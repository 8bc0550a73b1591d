"""Checks whether the started services really work (units, HTTP answers, commands), and which revision the running one proves."""
import http.client
import json
import os
import re
import time
import urllib.error
import urllib.request

from . import unit_check
from .files import ids_of
from .paths import paths_of
from .process import describe_exit, last_message, run
from .refusal import Refusal

LARGEST_ANSWER = 1024 * 1024
#: Programs that run what their arguments name.
INTERPRETER = re.compile(r'(?:ba|da|z)?sh|python[\d.]*|perl|node|ruby|php[\d.]*|lua[\d.]*|env')
LONGEST_REVISION = 128


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments, **_more):
        return None


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def get(url, seconds):
    """Gives (status, text). @throws OSError if nobody answers in time."""
    try:
        with OPENER.open(url, timeout=seconds) as answer:
            return answer.status, answer.read(LARGEST_ANSWER).decode('utf-8', 'replace')
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(LARGEST_ANSWER).decode('utf-8', 'replace')
    except (http.client.HTTPException, ValueError) as error:
        raise OSError('no answer as HTTP has it: %s' % error) from error


def lies_with_service(path, paths):
    """By its name, or by the target of its links."""
    tops = ((os.path.normpath(path), paths.root), (os.path.realpath(path), os.path.realpath(paths.root)))
    return any(one.startswith(os.path.normpath(top) + '/') for one, top in tops)


def rights_of_owner(path, request):
    """The prefix of a command with which it runs as release_owner. @throws Refusal if that is not in our power."""
    uid, gid = ids_of(request['owner'], request['group'])
    # The service cannot change what is root's own.
    if uid in (0, os.geteuid()):
        return []
    if os.geteuid() != 0:
        raise Refusal('%s is below %s, where %s can change it, but would run with the rights of the connecting user. '
                      'Check by http, or put it where only root can write, such as /usr/local/bin.'
                      % (path, request['root'], request['owner']))
    return ['setpriv', '--reuid=%d' % uid, '--regid=%d' % gid, '--init-groups', '--']


def command_for(argv, request):
    """`argv`, to be run as release_owner if a program or script in it is the service's. @throws Refusal as `rights_of_owner`."""
    paths = paths_of(request)
    programs = argv if INTERPRETER.fullmatch(os.path.basename(argv[0])) else argv[:1]
    found = next((part for part in programs if part.startswith('/') and lies_with_service(part, paths)), None)
    return [*rights_of_owner(found, request), *argv] if found else argv


def check_http(check, _request):
    wanted = check.get('status') or 200
    try:
        status, text = get(check['http'], check.get('timeout_seconds') or 5)
    except OSError as error:
        raise Refusal('%s does not answer: %s' % (check['http'], getattr(error, 'reason', error))) from error
    if status != wanted:
        raise Refusal('%s answered %d, expected %d' % (check['http'], status, wanted))
    if check.get('contains') and check['contains'] not in text:
        raise Refusal('the answer of %s does not contain "%s"' % (check['http'], check['contains']))


def check_command(check, request):
    argv, seconds = check['command'], check.get('timeout_seconds') or 30
    status, output, error = run(command_for(argv, request), seconds)
    if status != 0:
        last = last_message(error.strip() or output, 300)
        raise Refusal('%s %s: %s' % (' '.join(argv), describe_exit(status), last))


KINDS = {'unit': unit_check.check_unit, 'http': check_http, 'command': check_command}


def passes(check, request):
    """The Refusal that says why it does not pass, or None."""
    kind = next(kind for kind in KINDS if check.get(kind))
    try:
        KINDS[kind](check, request)
    except Refusal as refusal:
        return refusal
    return None


def check_all(request):
    """Repeats all checks until all pass at once, each at most for its own time. @throws Refusal naming all that fail."""
    checks = [{'unit': unit} for unit in request['services']] + request['checks']
    began = time.monotonic()
    while True:
        failing = [(check, refusal) for check in checks for refusal in [passes(check, request)] if refusal]
        if not failing:
            return {'checks': len(checks)}
        spent = time.monotonic() - began
        over = [refusal for check, refusal in failing
                if refusal.details.get('hopeless') or spent > (check.get('within') or request['checks_within'])]
        if over:
            units = [refusal.details['unit'] for refusal in over if refusal.details.get('unit')]
            unit = units[0] if units else next(iter(request['services']), None)
            raise Refusal('; '.join(str(refusal) for refusal in over), unit=unit)
        time.sleep(1)


def first_line(text):
    return re.sub(r'[\x00-\x1f\x7f-\x9f]', '', text.split('\n', 1)[0]).strip()[:LONGEST_REVISION]


def at_pointer(document, pointer):
    """RFC 6901."""
    for part in pointer.split('/')[1:]:
        key = part.replace('~1', '/').replace('~0', '~')
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def by_http(proof, seconds):
    status, text = get(proof['http'], seconds)
    if status != 200:
        raise ValueError('%s answered %d, expected 200' % (proof['http'], status))
    if not proof.get('pointer'):
        return text
    try:
        return str(at_pointer(json.loads(text), proof['pointer']))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ValueError('%s has nothing at %s in its answer' % (proof['http'], proof['pointer'])) from error


def by_command(proof, request, seconds):
    status, output, error = run(command_for(proof['command'], request), seconds)
    if status != 0:
        raise ValueError('%s %s: %s' % (' '.join(proof['command']), describe_exit(status), last_message(error, 200)))
    return output


def by_file(proof, request, seconds):
    paths = paths_of(request)
    path = os.path.join(paths.current, proof['file'])
    # Only its first line counts; in UTF-8 a character has at most four bytes.
    argv = ['head', '--bytes=%d' % (4 * LONGEST_REVISION), '--', path]
    # The service may have put a link to any file there, whose content would be shown.
    before = rights_of_owner(path, request) if os.geteuid() == 0 and lies_with_service(path, paths) else []
    status, output, error = run([*before, *argv], seconds)
    if status != 0:
        raise ValueError(last_message(error, 200))
    return output


def ask(request):
    """The running revision. @throws Refusal that says why it is not known."""
    proof, seconds = request['proof'], request['proof'].get('timeout_seconds') or 3
    try:
        if proof.get('http'):
            text = by_http(proof, seconds)
        elif proof.get('command'):
            text = by_command(proof, request, seconds)
        else:
            text = by_file(proof, request, seconds)
    except (OSError, ValueError) as error:
        raise Refusal('the service does not say which revision it runs: %s' % error) from error
    revision = first_line(text)
    if not revision:
        raise Refusal('the service answers with an empty revision')
    return revision


def is_same(answer, revision):
    """Services often show a Git revision shortened; seven digits are Git's own least."""
    is_shortened = re.fullmatch(r'[0-9a-f]{7,39}', answer) and re.fullmatch(r'[0-9a-f]{40,64}', revision) and revision.startswith(answer)
    return answer == revision or bool(is_shortened)


def prove(request):
    """Waits until the service shows the wanted revision, up to `proof_within` seconds."""
    end = time.monotonic() + request['proof_within']
    while True:
        try:
            answer = ask(request)
            if is_same(answer, request['revision']):
                return {'running': request['revision']}
            message = 'the service reports the revision %s, expected %s: the old code may still be running' % (answer, request['revision'])
        except Refusal as refusal:
            answer, message = None, str(refusal)
        if time.monotonic() > end:
            raise Refusal('%s (asked for %d s)' % (message, request['proof_within']), running=answer)
        time.sleep(0.5)
