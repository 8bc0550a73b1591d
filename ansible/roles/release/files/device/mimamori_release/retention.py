"""A revision that has proved itself is recorded; the old ones go afterwards, and may take their time."""
import contextlib
import os
import shutil

from . import applied, checks, history, placed_units, proved_with, settings, undo_log
from .places import places_of
from .refusal import Refusal


def commit(request):
    """The revision has proved itself: it is where a later failure goes back to. @throws Refusal where something else is linked by now, or a service has fallen.

    The line in the history is the proof. Once it stands, nothing makes a failure of it: what is then missing of the settings is
    made up for by undo_log.finish_commit. Gives `left`, as settings.left has it.
    """
    places = places_of(request)
    linked = history.linked(places)
    if linked != request['revision'] or linked not in history.kept(places):
        raise Refusal('%s points to %s, expected %s, which has just proved itself: a hook or somebody else has changed it'
                      % (places.current, linked if linked in history.kept(places) else 'no release', request['revision']))
    # Checks and proof are some seconds old: who fell since then is no running service.
    checks.command({**request, 'checks': []})
    proved_with.record(request, places)
    history.add(places, request['revision'])
    # Of a revision that had proved itself before, the line is no news: what makes its other settings stay is the end of their undo log.
    if (undo_log.read(places) or {}).get('is_again'):
        undo_log.commit(places)
    with contextlib.suppress(OSError, Refusal):
        undo_log.commit(places)
        applied.record(request, places)
        # Who goes back leaves unit files as they are.
        if not request['is_return']:
            placed_units.remove_unlisted(request, places)
    with contextlib.suppress(OSError, ValueError):
        return {'left': settings.left(request, places)}
    return {}


def prune(request):
    """Leaves the newest `keep` proven releases, what runs, their settings, and copies of settings that are still to be put back.

    @throws Refusal naming what could not be removed.
    """
    places = places_of(request)
    newest = []
    for one in reversed(history.proven(places)):
        if one not in newest:
            newest.append(one)
    stay = set(newest[:request['keep']]) | {history.linked(places)}
    undo = undo_log.read(places) or {'files': {}}
    copies = {one['copy'].split('/')[0] for one in undo['files'].values() if one['copy']}
    old = [os.path.join(directory, name) for directory, needed in ((places.releases, stay), (places.backup, stay | copies)) if os.path.isdir(directory)
           for name in os.listdir(directory) if name not in needed]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    left = [path for path in old if os.path.lexists(path)]
    if left:
        raise Refusal('%s could not be removed' % ', '.join(left))
    return {'removed': old}
