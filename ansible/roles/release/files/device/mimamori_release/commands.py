"""The commands, and how each of them answers."""
import base64
import importlib
import json
import signal

from .redaction import redact
from .refusal import DeadlineOver, Refusal
from .units import addressed

# Each is MODULE.FUNCTION of this package, and only the module that is asked for is loaded: all of them take a small board seconds.
#: Reading needs no lease; only `applied`, `journal` and `bundle` need root.
READING = {
    'facts': 'preflight.facts',
    'preflight': 'preflight.command',
    'checks': 'checks.check_all',
    'proof': 'checks.prove',
    'applied': 'settings.applied',
    'journal': 'journal.command',
    'health': 'health.command',
    'bundle': 'journal.bundle',
}
#: Each goes on only while the lease of the run is its own, and renews it; one at a time, and a second start of the same is no second step.
CHANGING = {
    'receive': 'delivery.receive',
    'unpack': 'delivery.unpack',
    'hook': 'hook.command',
    'pause': 'pause.command',
    'read-settings': 'settings.read',
    'write-settings': 'settings.write',
    'record-left': 'settings.record_left',
    'undo-settings': 'settings.undo',
    'switch': 'switch.command',
    'restart': 'restart.command',
    'commit': 'retention.commit',
    'prune': 'retention.prune',
}
#: These take a lease, for as long as their deadline says.
TAKING = {
    'lease': 'lease.take',
    'lease-device': 'lease.take_device',
}


def loaded(name):
    module, function = name.split('.')
    return getattr(importlib.import_module('.' + module, __package__), function)


def give_up(_signal, _frame):
    raise DeadlineOver


def answer_of(work, *arguments):
    try:
        return {'failed': False, **(work(*arguments) or {})}
    except Refusal as refusal:
        return {'failed': True, 'message': str(refusal), **refusal.details}


def perform(command, deadline, argument):
    if command == 'restore':
        return loaded('undo_log.restore')(argument)
    request = addressed(json.loads(base64.b64decode(argument)))
    if command in TAKING:
        return loaded(TAKING[command])(request, deadline)
    if command == 'release-lease':
        return loaded('lease.give_back')(request)
    if command in READING:
        return loaded(READING[command])(request)
    work = loaded(CHANGING[command])
    return loaded('lease.once')((command, argument), request, deadline, lambda: answer_of(work, request))


def run(arguments):
    command, deadline, argument = arguments
    # A step that has begun runs to its end even if its connection, and the terminal with it, ends before.
    # Caught and not ignored, since what we start would inherit that.
    signal.signal(signal.SIGHUP, lambda _signal, _frame: None)
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(int(deadline))
    try:
        answer = answer_of(perform, command, int(deadline), argument)
    except DeadlineOver:
        answer = {'failed': True, 'message': 'the step %s did not end within %s s' % (command, deadline)}
    except Exception as error:  # pylint: disable=broad-except  # whatever it is, the administrator must hear of it
        answer = {'failed': True, 'message': redact('%s: %s' % (type(error).__name__, error))}
    print(json.dumps(answer), flush=True)
    return int(answer['failed'])
