"""One step at a time on a device, and each of them once.

Where its connection ends, ssh as Ansible uses it starts a step a second time (`retries` in ansible.cfg), while the first
lives on. The second waits for the first, and gives its answer, or does its work where the first was killed. Where the run
has gone on meanwhile, even back, it does nothing.
"""
import hashlib
import json
import os

from . import deadman, lease
from .durable import read_text
from .lock import held
from .places import places_of
from .refusal import Refusal


def remembered(places, run):
    """The steps that this run has begun, and the answer of the last one if it came to its end."""
    found = json.loads(read_text(places.steps) or '{}')
    return found if found.get('run') == run else {'run': run, 'begun': []}


def remember(places, steps):
    """Only root may read it: an answer may have the text of a settings file."""
    beside = places.steps + '.part'
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as file:
        json.dump(steps, file)
    os.replace(beside, places.steps)


def once(call, request, deadline, work):
    """The answer of `work()`, or what the same call has answered. `call` is the command and its argument; the time of the call
    is in it, so that only a second start of the very same is the same.

    @throws Refusal where it was begun before, and another has been since.
    """
    places = places_of(request)
    step = hashlib.sha256(' '.join(call).encode('utf-8')).hexdigest()
    with held(places.step_lock):
        lease.renew(request, deadline)
        steps = remembered(places, request['run'])
        if step in steps['begun'][:-1]:
            raise Refusal('this step was started again after the connection was lost, but the run has gone on since')
        if step in steps['begun'] and 'answer' in steps:
            return steps['answer']
        steps = {'run': request['run'], 'begun': [one for one in steps['begun'] if one != step] + [step]}
        remember(places, steps)
        deadman.postpone(places, request, deadline)
        answer = work()
        remember(places, {**steps, 'answer': answer})
        return answer
