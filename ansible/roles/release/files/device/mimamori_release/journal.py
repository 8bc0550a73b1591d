"""The last lines of a unit, fit to be shown anywhere."""
import json
import re
import time

from .durable import read_text
from .places import places_of
from .process import run
from .redaction import redact_lines
from .user_units import journalctl

LINES = 20
LONGEST = 500


def monotonic():
    """Microseconds, as the journal has them of each entry; the date may jump in between."""
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


def restarting(request, idle):
    """Notes that this run's services are restarted: what they said before was said by another release. `idle` are those that did not run before."""
    with open(places_of(request).restarted, 'w', encoding='utf-8') as file:
        json.dump({'run': request['run'], 'since': monotonic(), 'idle': idle}, file)


def noted(request):
    """Nothing where this run has restarted no services, or the device has been restarted since."""
    found = json.loads(read_text(places_of(request).restarted) or '{}')
    return found if found.get('run') == request['run'] else {}


def restarted(request):
    """When this run restarted the services; 0, which is the boot, where it did not."""
    return noted(request).get('since', 0)


def idle_before(request):
    """The services that did not run before this run restarted any; None where it has not."""
    return noted(request).get('idle')


def entries(output):
    for line in output.split('\n'):
        try:
            yield json.loads(line)
        except ValueError:
            # Left out by the bound on what is kept of an output.
            continue


def text_of(entry):
    # Numbers where it is no text that could be printed; nothing where there is none.
    message = entry.get('MESSAGE') or ''
    text = message if isinstance(message, str) else bytes(message).decode('utf-8', 'replace')
    return re.sub(r'[\x00-\x1f\x7f-\x9f]', ' ', text)


def date_of(entry):
    """As `journalctl --output short-iso` has it."""
    return time.strftime('%Y-%m-%dT%H:%M:%S%z', time.localtime(int(entry['__REALTIME_TIMESTAMP']) // 1_000_000))


def last_lines(unit, since):
    """Of this boot, from `since` on."""
    _status, output, _error = run(journalctl(unit, '--boot', '--lines', str(LINES), '--output', 'json', '--output-fields', 'MESSAGE', '--all', '--no-pager', '--quiet'))
    found = list(entries(output))
    texts = [text[:LONGEST].rstrip() for text in redact_lines([text_of(entry) for entry in found])]
    return ['%s %s' % (date_of(entry), text) for entry, text in zip(found, texts) if int(entry['__MONOTONIC_TIMESTAMP']) >= since and text]


def command(request):
    return {'unit': request['unit'], 'lines': last_lines(request['unit'], restarted(request))}
