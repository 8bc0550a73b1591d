"""Stands in for a device's Python: `DIRECTORY HOST`, with what the role gives it in its standard input: how to begin, the arguments
COMMAND DEADLINE REQUEST, and the program.

Notes the step, and answers as a device would on which all goes well, or as the test says. Leaves out everything that the
program does on a device; the lab's devices have that.
"""
import base64
import json
import os
import sys

directory, host = sys.argv[1:3]
sys.stdin.buffer.readline()
command, _deadline, request = json.loads(sys.stdin.buffer.readline())
sys.stdin.buffer.read()
with open(os.path.join(directory, 'steps'), 'a', encoding='utf-8') as file:
    file.write('%s %s\n' % (host, command))
if command != 'restore':
    with open(os.path.join(directory, 'requests'), 'a', encoding='utf-8') as file:
        file.write(json.dumps({'command': command, **json.loads(base64.b64decode(request))}) + '\n')
with open(os.path.join(directory, 'answers.json'), encoding='utf-8') as file:
    answers = json.load(file)

WELL = {
    'preflight': {
        'reasons': [], 'paused': [], 'kept': [], 'proven': None, 'running': None, 'fallback': None, 'clock_is_off': False,
        'is_older': False, 'is_in_place': False, 'is_current': False
    },
    'applied': {'is_recorded': True, 'differing': [], 'is_open': False, 'files': []},
    'read-settings': {'is_open': False, 'files': []},
    'receive': {'is_here': True, 'incoming': '/incoming', 'written': '/written'}
}
answer = {'failed': False, **WELL.get(command, {}), **answers.get('%s %s' % (host, command), {})}
print(json.dumps(answer))
sys.exit(int(answer['failed']))
