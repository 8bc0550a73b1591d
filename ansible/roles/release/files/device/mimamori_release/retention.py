"""A revision that has proved itself is recorded; the old ones go afterwards, and may take their time."""
import os
import shutil

from . import history, settings_journal
from .places import places_of
from .refusal import Refusal


def commit(request):
    """The revision has proved itself: it is where a later failure goes back to."""
    places = places_of(request)
    history.add(places, request['revision'])
    settings_journal.commit(places)


def prune(request):
    """Leaves the newest `keep` proven releases, what runs, and their settings. @throws Refusal naming what could not be removed."""
    places = places_of(request)
    newest = []
    for one in reversed(history.proven(places)):
        if one not in newest:
            newest.append(one)
    stay = set(newest[:request['keep']]) | {history.linked(places)}
    old = [os.path.join(directory, name) for directory in (places.releases, places.backup) if os.path.isdir(directory)
           for name in os.listdir(directory) if name not in stay]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    left = [path for path in old if os.path.lexists(path)]
    if left:
        raise Refusal('%s could not be removed' % ', '.join(left))
    return {'removed': old}
