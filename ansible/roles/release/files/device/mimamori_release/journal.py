"""The last lines of a unit, fit to be shown anywhere."""
import re

from .process import run

LINES = 20
LONGEST = 500


def last_lines(unit, count=LINES):
    _status, output, _error = run(['journalctl', '--unit', unit, '--lines', str(count), '--output', 'cat', '--no-pager', '--quiet'])
    lines = [re.sub(r'[\x00-\x1f\x7f-\x9f]', ' ', line)[:LONGEST] for line in output.split('\n')]
    return [line for line in lines if line.strip()][-count:]


def command(request):
    return {'unit': request['unit'], 'lines': last_lines(request['unit'])}
