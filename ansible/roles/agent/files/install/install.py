"""Installs the agent on the device that runs this, where the server cannot come: by the steps of the role `release`, so that the role
finds later what it would have left itself.

`install.py --archive FILE --sha256 SUM --revision REVISION --collector URL --id ID --server-time SECONDS`, with the device's key on
standard input; without one, the device keeps the key that it has. Prints `updated` or `unchanged`; ends with 1 and one sentence
on standard error where it cannot, with the device as it was before. Where another run is at work on the device it ends with 75, and
prints a line each: `update` or `restart`, the seconds after which that one's claim expires, where it was started from, and the run.

`--ca-file FILE`, unless '', is what the device believes the collector by; without one, it keeps the file that it has.
`--lock FILE` is held by whoever calls this, and by this process with it: a run that was killed keeps no later one away.
"""
import argparse
import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CONTROL = os.path.join(HERE, 'control')
sys.path.insert(0, CONTROL)

from artifact import described, program  # noqa: E402  pylint: disable=wrong-import-position  # the server's own, beside this file

#: The longest of the role's profiles: nobody says here which board this is.
STEP_SECONDS = 180
LIMITS = {
    'minimum_disk_mb': 200, 'minimum_memory_mb': 64,
    # A device without a clock boots in the past, maybe in 1970, and its agent reports with any.
    'maximum_clock_skew_seconds': 300, 'refuse_clock_skew': False, 'refused_clock_skew_seconds': 10 ** 11,
    'pause_units': [], 'deadman_seconds': 2700, 'lease_seconds': 120, 'settle_seconds': 5, 'checks_within': 180, 'proof_within': 90,
    'restart_seconds': 240, 'hook_seconds': 900, 'unpack_seconds': 900, 'keep': 3,
}


#: As EX_TEMPFAIL of sysexits.h.
BUSY = 75


class Failed(Exception):
    """A step of the installation, in a sentence; with the run that is at work on the device, if that is why."""

    def __init__(self, message, holder=None):
        super().__init__(message)
        self.holder = holder


def interrupt(_signal, _frame):
    raise Failed('The installation was interrupted.')


def on_interrupt(handler):
    """For Ctrl-C, and for a device that goes down."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, handler)


class Device:
    """The device's program of the role, asked as the role asks it."""

    def __init__(self, cache, request, server_time):
        self.program, self.request = program(cache, {'.': os.path.join(HERE, 'device')}), request
        self.ahead = server_time - time.time()

    def ask(self, command, seconds=STEP_SECONDS, **more):
        request = {**self.request, 'now': time.time() + self.ahead, **more}
        argument = base64.b64encode(json.dumps(request).encode('utf-8')).decode('ascii')
        done = subprocess.run([sys.executable, self.program, command, str(seconds), argument], stdout=subprocess.PIPE, check=False)
        answers = [line for line in done.stdout.decode('utf-8', 'replace').splitlines() if line.startswith('{"failed"')]
        answer = json.loads(answers[-1]) if answers else {'failed': True, 'message': 'the step %s was cut off' % command}
        if answer['failed']:
            raise Failed(answer['message'], answer.get('holder'))
        return answer


def text_of(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def settings_of(release, given, key):
    """All files that are written, as release_settings of the role has them. Other settings in the device's configuration stay."""
    lines = {'API_BASE_URL': given.collector.rstrip('/') + '/api', 'CLIENT_ID': given.id}
    if given.collector.startswith('https:'):
        lines['CA_FILE'] = release['certificates']['path']
    if key:
        lines['CLIENT_KEY_FILE'] = release['key']['path']
    unit = {'format': 'text', 'mode': '0644', 'owner': 'root', 'group': 'root'}
    text = '\n'.join([release['configuration_heading'], *('%s=%s' % line for line in lines.items())]) + '\n'
    return [
        *release['files'],
        {**release['configuration'], 'content': text, 'keep': ['*'], 'may_drop': ['CLIENT_KEY'] if key else []},
        *([{**release['key'], 'content': key + '\n'}] if key else []),
        *([{**release['certificates'], 'content': text_of(given.ca_file)}] if given.ca_file else []),
        *({'path': '/etc/systemd/system/' + name, 'archived': name, **unit} for name in release['units'])
    ]


def compared(settings, found, archive):
    """The differences on the device, by the server's own comparison."""
    asked = json.dumps({'settings': settings, 'device': found['files'], 'archive': archive}).encode('utf-8')
    program_of_server = [sys.executable, os.path.join(CONTROL, 'settings.py')]
    done = subprocess.run(program_of_server, input=asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Failed(done.stderr.decode('utf-8', 'replace').strip() or 'the settings could not be compared')
    return json.loads(done.stdout)


def is_as_wanted(device, settings, archive):
    """Whether a second run has nothing to do."""
    applied = device.ask('applied')
    if applied['is_open'] or not applied['is_recorded'] or applied['differing'] or compared(settings, applied, archive)['differing']:
        return False
    try:
        device.ask('checks', 300)
    except Failed:
        return False
    return True


def bring(device, archive):
    """Puts the release next to a running one. Gives the directory for the texts of settings."""
    place = device.ask('receive')
    if not place['is_here']:
        # The program removes the archive that is there, which is read again for its unit.
        shutil.copyfile(archive, place['incoming'])
        device.ask('unpack', 900)
    device.ask('hook', 930, hook='prepare')
    return place['written']


def write_settings(device, settings, archive, beside):
    found = device.ask('read-settings')
    wanted = compared(settings, found, archive)
    if wanted['dropped']:
        lost = ('%s has settings that would be lost: %s' % (one['path'], ', '.join(one['keys'])) for one in wanted['dropped'])
        raise Failed('; '.join(lost))
    if wanted['written'] or found['is_open']:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w', encoding='utf-8') as file:
            json.dump(wanted['written'], file)
        device.ask('write-settings')


def start(device, **more):
    device.ask('switch', **more)
    device.ask('restart', 300, **more)


def go_back(device, fallback):
    """Puts back the state before: the settings, and the agent that ran. Names on standard error anything that could not be put back."""
    on_interrupt(signal.SIG_IGN)
    try:
        device.ask('undo-settings', 480)
        if fallback:
            start(device, revision=fallback, is_return=True)
    except Failed as failure:
        print('The device is not as it was before: %s' % failure, file=sys.stderr)


def install(device, settings, archive):
    """Gives `updated` or `unchanged`. @throws Failed with the device as it was before"""
    device.ask('lease')
    try:
        found = device.ask('preflight')
        if found['reasons']:
            raise Failed(' '.join(found['reasons']))
        if found['is_current'] and is_as_wanted(device, settings, archive):
            return 'unchanged'
        beside = bring(device, archive)
        try:
            write_settings(device, settings, archive, beside)
            start(device)
            device.ask('checks', 300)
            device.ask('proof', 120)
            # A release that has proved itself is recorded whole.
            on_interrupt(signal.SIG_IGN)
            device.ask('commit', 300)
        except Failed:
            go_back(device, found['fallback'])
            raise
        device.ask('prune')
        return 'updated'
    finally:
        device.ask('release-lease')


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ('archive', 'sha256', 'revision', 'collector', 'id'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--server-time', type=float, required=True)
    parser.add_argument('--lock')
    parser.add_argument('--ca-file', default='')
    return parser.parse_args()


def main():
    given, key = read_arguments(), sys.stdin.read().strip()
    on_interrupt(interrupt)
    # Neither Ctrl-C nor a lost terminal is for the step at work, which undoes nothing.
    os.setsid()
    with open(os.path.join(HERE, 'release.json'), encoding='utf-8') as file:
        release = json.load(file)
    settings = settings_of(release, given, key)
    archive = described(given.archive)
    request = {
        **{part: release[part] for part in ('name', 'root', 'owner', 'group', 'services', 'checks', 'proof', 'hooks', 'units')}, **LIMITS,
        # Without the texts, which contain the key: the arguments of a process are everybody's.
        'settings': [{part: one[part] for part in ('path', 'file') if part in one} for one in settings],
        'settings_kept': [release[part]['path'] for part in ('key', 'certificates')],
        'run': 'the installer of %s (%d)' % (time.strftime('%Y-%m-%d %H:%M:%S'), os.getpid()),
        **({'process_lock': given.lock} if given.lock else {}),
        'by': os.uname().nodename, 'expected_hostname': os.uname().nodename,
        **archive, 'sha256': given.sha256, 'revision': given.revision, 'is_archive': True, 'is_return': False
    }
    with tempfile.TemporaryDirectory(prefix='.mimamori-', dir=HERE) as cache:
        try:
            print(install(Device(cache, request, given.server_time), settings, given.archive))
        except Failed as failure:
            if failure.holder:
                print('%(kind)s\n%(seconds)d\n%(by)s\n%(run)s' % failure.holder)
                sys.exit(BUSY)
            sys.exit(str(failure))


if __name__ == '__main__':
    main()
