"""A revision that has proved itself is recorded, and the old ones go."""
import os
import shutil

from . import history
from .places import places_of


def prune(places, keep):
    """Leaves the newest `keep` proven releases, what runs, and what a rollback needs."""
    newest = []
    for one in reversed(history.proven(places)):
        if one not in newest:
            newest.append(one)
    stay = set(newest[:keep]) | {history.linked(places)}
    removed = [name for name in os.listdir(places.releases) if name not in stay]
    for name in removed:
        shutil.rmtree(places.release(name), ignore_errors=True)
    for name in os.listdir(places.backup) if os.path.isdir(places.backup) else []:
        if name not in stay:
            shutil.rmtree(os.path.join(places.backup, name), ignore_errors=True)
    return removed


def commit(request):
    """The revision has proved itself: it is where a later failure goes back to. Old releases go."""
    places = places_of(request)
    history.add(places, request['revision'])
    return {'removed': prune(places, request['keep'])}
