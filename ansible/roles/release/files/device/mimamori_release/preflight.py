"""Everything that speaks against an update, found before anything is changed, all of it at once."""
import os
import stat
import time

from . import checks, delivery, history, lease, pause, unit_check
from .files import ids_of
from .paths import paths_of, STATE
from .process import must, run
from .refusal import Refusal

# As on the card's label, on the collector's page and in `df --si`.
MEGABYTE = 1_000_000


def running(request):
    try:
        return {'running': checks.ask(request), 'running_unknown': None}
    except Refusal as refusal:
        return {'running': None, 'running_unknown': str(refusal)}


def facts(request):
    """`running`: by the service's own proof. `proven`: the last one that passed all checks. `previous`: the target of a rollback."""
    paths = paths_of(request)
    proven = (history.proven(paths) or [None])[-1]
    held = lease.holder(paths)
    return {
        'hostname': os.uname().nodename,
        'linked': history.linked(paths),
        'proven': proven,
        'previous': history.earlier(paths, proven),
        'kept': history.stored(paths),
        'paused': [one['unit'] for one in pause.read_paused(paths)],
        'lease': held and held['run'],
        **running(request)
    }


def existing(path):
    while not os.path.exists(path):
        path = os.path.dirname(path)
    return path


def memory_available():
    with open('/proc/meminfo', encoding='ascii') as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith('MemAvailable:'))


def check_host_name(request, _paths):
    name, wanted = os.uname().nodename, request['expected_hostname']
    if name != wanted:
        yield ('this device is called "%s", expected "%s": the address in the inventory may now belong to another '
               'device. Correct the inventory, or set release_expected_hostname if the name is right.' % (name, wanted))


def check_memory(request, _paths):
    available, wanted = memory_available() // MEGABYTE, request['minimum_memory_mb']
    if available < wanted:
        yield ('%d MB of memory are free, and %d are needed (release_minimum_memory_mb). Stop a program that uses much, or '
               'list its unit in release_pause_units, and try again.' % (available, wanted))


def check_disk(request, paths):
    """Release and archive may share a file system, which then needs room for both. The archive comes through the home directory."""
    needed = {}
    home, archive = os.path.expanduser('~'), request['archive_bytes']
    for directory, size, files in ((paths.releases, request['unpacked_bytes'], request['files']), (STATE, archive, 1), (home, archive, 1)):
        path = existing(directory)
        if directory == home and (not archive or os.stat(path).st_dev == os.stat(existing(STATE)).st_dev):
            continue
        first, size_before, files_before = needed.get(os.stat(path).st_dev, (path, 0, 0))
        needed[os.stat(path).st_dev] = (first, size_before + size, files_before + files)
    for path, size, files in needed.values():
        found = os.statvfs(path)
        available, wanted = found.f_bavail * found.f_frsize // MEGABYTE, request['minimum_disk_mb'] + size // MEGABYTE
        if available < wanted:
            yield ('%d MB of disk are free at %s, and %d are needed (the release, and release_minimum_disk_mb = %d to spare). '
                   'Free some space and try again.' % (available, path, wanted, request['minimum_disk_mb']))
        elif found.f_files and found.f_favail < 2000 + files:
            yield ('only %d more files can be created at %s, and %d are needed. Remove small files and try again.'
                   % (found.f_favail, path, 2000 + files))


def check_lasting(request, paths):
    """An update in an overlay whose changes are in a tmpfs, as overlayroot makes one, would succeed and be gone at the next restart."""
    if history.linked(paths) == request['revision']:
        return
    for path in sorted({existing(paths.releases), existing(STATE)}):
        options = must(['findmnt', '-nro', 'OPTIONS', '--target', path]).strip().split(',')
        upper = next((one.partition('=')[2] for one in options if one.startswith('upperdir=')), None)
        # Linux 6.15 says the second after an error.
        if {'ro', 'emergency_ro'} & set(options):
            yield ('%s is on a file system that is read-only. If that is not on purpose, the SD card may be failing: see sudo dmesg. '
                   'Make it writable (sudo mount -o remount,rw /) or replace the card.' % path)
        elif upper and run(['findmnt', '-nro', 'FSTYPE', '--target', upper])[1].strip() == 'tmpfs':
            yield ('%s is in an overlay in memory: an update would be gone at the next restart. Turn it off on the device '
                   '(sudo raspi-config, Performance, Overlay File System), restart, update, and turn it on again.' % path)


def tamperer(path, gid):
    """The users other than root who may replace files in this directory by links, in words; or None."""
    found = os.stat(path)
    if found.st_uid != 0:
        return 'belongs to user %d, expected root' % found.st_uid
    # In a sticky directory nobody renames root's files.
    if found.st_mode & stat.S_ISVTX:
        return None
    if found.st_mode & stat.S_IWOTH:
        return 'can be changed by everybody'
    if found.st_mode & stat.S_IWGRP and found.st_gid == gid != 0:
        return 'can be changed by group %d' % gid
    return None


def check_owner(request, paths):
    """Root works in `root` and `releases`, so both and their parents are root's; each release is the owner's, `shared` anybody's."""
    try:
        uid, gid = ids_of(request['owner'], request['group'])
    except Refusal as refusal:
        yield str(refusal)
        return
    above = existing(os.path.realpath(paths.releases))
    while True:
        reason = tamperer(above, gid)
        if reason:
            yield ('%s %s: an update writes there as root. To fix it: sudo chown root:root %s && sudo chmod go-w %s'
                   % (above, reason, above, above))
            return
        if above == '/':
            break
        above = os.path.dirname(above)
    # A release that was only half unpacked when power was lost is still root's, and goes anyway.
    for path in [paths.releases, *(paths.release(one) for one in history.stored(paths))]:
        if os.path.islink(path):
            yield '%s is a link, expected a directory. Move it away, and try again.' % path
            return
    for path in (paths.release(one) for one in history.stored(paths)):
        if os.stat(path).st_uid != uid:
            yield ('%s belongs to user %d, expected %s. To fix it: sudo chown -R %s:%s %s'
                   % (path, os.stat(path).st_uid, request['owner'], request['owner'], request['group'], path))
            return


def check_commands(request, _paths):
    """Refuses to run a file that the service may change with more rights than its own. check_owner reports an owner who does not exist."""
    try:
        ids_of(request['owner'], request['group'])
    except Refusal:
        return
    for argv in [one.get('command') for one in (*request['checks'], request['proof'])]:
        try:
            checks.command_for(argv or ['true'], request)
        except Refusal as refusal:
            yield str(refusal)


def check_links(_request, paths):
    if os.path.lexists(paths.current) and not os.path.islink(paths.current):
        yield '%s is not a link to a release. Move it away; the update creates the link.' % paths.current


def check_archive(request, paths):
    """A revision never changes its content. Git's cannot; the name of an archive is whatever somebody wrote."""
    try:
        there = delivery.sum_of_archive(paths, request['revision'])
    except Refusal as refusal:
        yield str(refusal)
        return
    if request.get('is_archive') and there and there != request['sha256']:
        yield ('the release %s is already on this device, from another archive (SHA-256 %s). '
               'Give the new one another revision in release_source.'
               % (request['revision'], there))


def check_other_run(request, paths):
    try:
        lease.refuse_other(paths, request)
    except Refusal as refusal:
        yield str(refusal)


def clock_skew(request):
    return time.time() - request['now']


def span(seconds):
    """In words, such as `730 days`."""
    unit, length = next((one for one in (('days', 86400), ('hours', 3600)) if seconds >= 2 * one[1]), ('s', 1))
    return '%d %s' % (seconds // length, unit)


def check_clock(request, _paths):
    """A device without a clock boots in the past, and hours or days speak against no update unless somebody says so."""
    skew = clock_skew(request)
    limit, variable = ((request['maximum_clock_skew_seconds'], 'release_maximum_clock_skew_seconds') if request['refuse_clock_skew']
                       else (request['refused_clock_skew_seconds'], 'release_refused_clock_skew_seconds'))
    if abs(skew) > limit:
        here, there = (time.strftime('%Y-%m-%d %H:%M', time.gmtime(one)) for one in (request['now'] + skew, request['now']))
        yield ('its clock is %s %s the server\'s: it says %s UTC, and the server %s UTC. '
               'Correct the one that is wrong (timedatectl shows whether it is synchronized; on the device, sudo date --set=@%d sets it '
               'as the server\'s), and try again. At most %s is allowed (%s).'
               % (span(abs(skew)), 'ahead of' if skew > 0 else 'behind', here, there, request['now'], span(limit), variable))


ALL = (check_host_name, check_other_run, check_memory, check_disk, check_lasting, check_owner, check_commands, unit_check.check_units,
       check_links, check_archive, check_clock)


def command(request):
    """The facts; `reasons` against the update, a sentence each; and whether the wanted revision is in place, and runs already."""
    paths = paths_of(request)
    # Before the facts: while a last step of another run is at work, they may change.
    reasons = [reason for check in ALL for reason in check(request, paths)]
    found = facts(request)
    skew = clock_skew(request)
    wanted = request['revision']
    is_in_place = found['linked'] == wanted == found['proven']
    return {
        **found,
        'reasons': reasons,
        'fallback': history.fallback(paths, wanted),
        'is_older': history.is_older(paths, wanted),
        'clock_skew_seconds': round(skew),
        'clock_is_off': abs(skew) > request['maximum_clock_skew_seconds'],
        'is_in_place': is_in_place,
        'is_current': is_in_place and checks.is_same(found['running'] or '', wanted)
    }
