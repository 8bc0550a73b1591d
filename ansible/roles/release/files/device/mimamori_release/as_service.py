"""What belongs to the service runs with the rights of the service.

What lies below release_root the service can change, or put a link in its place: as a check or a proof it must not come to run with
the rights of the connected user, who may be root or become it.
"""
import os
import re

from .owner import ids_of
from .places import places_of
from .refusal import Refusal

#: Programs that run what their arguments name.
INTERPRETER = re.compile(r'(?:ba|da|z)?sh|python[\d.]*|perl|node|ruby|php[\d.]*|lua[\d.]*|env')


def lies_with_service(path, places):
    """By its name, or by where links lead."""
    return any(one.startswith(os.path.normpath(top) + '/') for one, top in ((os.path.normpath(path), places.root), (os.path.realpath(path), os.path.realpath(places.root))))


def prefix(path, request):
    """What to put before a command so that it runs as release_owner. @throws Refusal where that is not in our power."""
    uid, gid = ids_of(request['owner'], request['group'])
    # What is root's own the service cannot change.
    if uid in (0, os.geteuid()):
        return []
    if os.geteuid() != 0:
        raise Refusal('%s is below %s, where %s can change it, but would run with the rights of the connecting user. '
                      'Check by http, or put it where only root can write, such as /usr/local/bin.' % (path, request['root'], request['owner']))
    return ['setpriv', '--reuid=%d' % uid, '--regid=%d' % gid, '--init-groups', '--']


def command_for(argv, request):
    """`argv`, to be run as release_owner where a program or script in it is the service's. @throws Refusal as `prefix`."""
    places = places_of(request)
    programs = argv if INTERPRETER.fullmatch(os.path.basename(argv[0])) else argv[:1]
    found = next((part for part in programs if part.startswith('/') and lies_with_service(part, places)), None)
    return [*prefix(found, request), *argv] if found else argv
