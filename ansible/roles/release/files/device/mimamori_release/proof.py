"""What the running service says that it is: the rules are those of /etc/mimamori/releases.d (exporter/docs/releases.md)."""
import json
import os
import re
import time

from . import ending
from .as_service import command_for, lies_with_service, prefix
from .places import places_of
from .process import run
from .refusal import Refusal
from .last_output import last_words
from .web import get

LONGEST = 128


def first_line(text):
    return re.sub(r'[\x00-\x1f\x7f-\x9f]', '', text.split('\n', 1)[0]).strip()[:LONGEST]


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
        raise ValueError('%s %s: %s' % (' '.join(proof['command']), ending.words(status), last_words(error, 200)))
    return output


def by_file(proof, request, seconds):
    places = places_of(request)
    path = os.path.join(places.current, proof['file'])
    # Only its first line counts; in UTF-8 a character has at most four bytes.
    argv = ['head', '--bytes=%d' % (4 * LONGEST), '--', path]
    # The service may have put a link to any file there, and what stands in it is shown.
    before = prefix(path, request) if os.geteuid() == 0 and lies_with_service(path, places) else []
    status, output, error = run([*before, *argv], seconds)
    if status != 0:
        raise ValueError(last_words(error, 200))
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
    return answer == revision or bool(re.fullmatch(r'[0-9a-f]{7,39}', answer) and re.fullmatch(r'[0-9a-f]{40,64}', revision) and revision.startswith(answer))


def command(request):
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
