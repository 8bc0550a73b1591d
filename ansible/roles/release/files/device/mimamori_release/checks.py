"""Whether what was started really works: units, HTTP answers, commands."""
import time

from . import ending
from .as_service import command_for
from .process import run
from .refusal import Refusal
from .last_output import last_words
from .unit_check import check_unit
from .web import get


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
        last = last_words(error.strip() or output, 300)
        raise Refusal('%s %s: %s' % (' '.join(argv), ending.words(status), last))


KINDS = {'unit': check_unit, 'http': check_http, 'command': check_command}


def passes(check, request):
    """None, or the Refusal that says why not."""
    kind = next(kind for kind in KINDS if check.get(kind))
    try:
        KINDS[kind](check, request)
    except Refusal as refusal:
        return refusal
    return None


def command(request):
    """Repeats all checks until all pass at once, each at most for its own time. @throws Refusal naming all that fail."""
    checks = [{'unit': unit} for unit in request['services']] + request['checks']
    began = time.monotonic()
    while True:
        failing = [(check, refusal) for check in checks for refusal in [passes(check, request)] if refusal]
        if not failing:
            return {'checks': len(checks)}
        spent = time.monotonic() - began
        over = [refusal for check, refusal in failing if refusal.details.get('hopeless') or spent > (check.get('within') or request['checks_within'])]
        if over:
            units = [refusal.details['unit'] for refusal in over if refusal.details.get('unit')]
            unit = units[0] if units else next(iter(request['services']), None)
            raise Refusal('; '.join(str(refusal) for refusal in over), unit=unit)
        time.sleep(1)
