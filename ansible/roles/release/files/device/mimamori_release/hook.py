"""A command of the release's own, in its directory, as its owner, within a deadline that leaves no process behind."""
from .places import places_of
from .process import run
from .refusal import Refusal

LAST_LINES = 20
#: Characters of a line.
LONGEST = 500


def for_systemd(text):
    """systemd puts in variables of its own before a shell sees the text: systemd.service(5), “Command lines”."""
    return text.replace('$', '$$')


def command(request):
    """Runs `hooks[hook]`. As a unit of its own: systemd ends all of it at the deadline, also when the server is gone."""
    places, hook = places_of(request), request['hook']
    directory, seconds = places.release(request['revision']), request['hook_seconds']
    unit = 'mimamori-hook-%s' % places.name
    # Of a run that was killed.
    run(['systemctl', 'stop', unit + '.service'])
    run(['systemctl', 'reset-failed', unit + '.service'])
    environment = {'RELEASE_NAME': places.name, 'RELEASE_REVISION': request['revision'], 'RELEASE_DIRECTORY': directory,
                   'RELEASE_ROOT': places.root, 'RELEASE_SHARED': places.shared}
    # Its output comes to us through a pipe, of which no more is kept than can be shown: not to the disk, not to a memory disk.
    argv = ['systemd-run', '--quiet', '--wait', '--pipe', '--unit=' + unit, '--service-type=exec',
            '--uid=' + request['owner'], '--gid=' + request['group'], '--working-directory=' + directory,
            '--property=RuntimeMaxSec=%d' % seconds, '--property=TimeoutStopSec=5', '--property=KillMode=control-group',
            *('--setenv=%s=%s' % pair for pair in environment.items()), '/bin/sh', '-c', for_systemd('exec 2>&1\n' + request['hooks'][hook])]
    status, output, error = run(argv, seconds + 15)
    lines = [line[:LONGEST] for line in output.strip().split('\n')[-LAST_LINES:]]
    if status != 0:
        state = 'did not end within %d s' % seconds if ended_by_deadline(unit) else 'ended with %d' % status
        said = ' / '.join(line for line in lines[-3:] if line) or error.strip().split('\n')[0]
        raise Refusal('the hook %s (%s) %s: %s' % (hook, request['hooks'][hook], state, said))
    return {'output': lines}


def ended_by_deadline(unit):
    """A unit that failed is kept until its failure is forgotten."""
    _status, result, _error = run(['systemctl', 'show', '--property=Result', '--value', unit + '.service'])
    run(['systemctl', 'reset-failed', unit + '.service'])
    return result.strip() == 'timeout'
