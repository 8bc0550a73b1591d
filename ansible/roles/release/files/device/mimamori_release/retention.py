"""A revision that has proved itself is recorded; the old ones go afterwards, and may take their time."""
import contextlib
import os
import shutil

from . import checks, history, placed_units, settings, undo_log
from .paths import paths_of
from .refusal import Refusal


def commit(request):
    """The revision has proved itself: a later failure goes back to it.

    @throws Refusal if something else is linked by now, or a service has fallen.

    The line in the history is the proof. Once it is written, nothing makes a failure of it: missing changes of the settings are then
    made up for by undo_log.finish_commit. Gives `left`, as settings.newly_left has it.
    """
    paths = paths_of(request)
    linked = history.linked(paths)
    if linked != request['revision'] or linked not in history.stored(paths):
        raise Refusal('%s points to %s, expected %s, which has just proved itself: a hook or somebody else has changed it'
                      % (paths.current, linked if linked in history.stored(paths) else 'no release', request['revision']))
    # Checks and proof are some seconds old: a service that fell since then does not run.
    checks.check_all({**request, 'checks': []})
    history.record_proved_with(request, paths)
    history.add(paths, request['revision'])
    # The line of a revision that had proved itself before is no news: its other settings stay because their undo log ends.
    if (undo_log.read(paths) or {}).get('is_again'):
        undo_log.commit(paths)
    with contextlib.suppress(OSError, Refusal):
        undo_log.commit(paths)
        history.record_applied(request, paths)
        # Going back leaves unit files as they are.
        if not request['is_return']:
            placed_units.remove_unlisted(request, paths)
    with contextlib.suppress(OSError, ValueError):
        return {'left': settings.newly_left(request, paths)}
    return {}


def prune(request):
    """Leaves the newest `keep` proven releases, the running one, their settings, and copies of settings that are still to be put back.

    @throws Refusal naming what could not be removed.
    """
    paths = paths_of(request)
    newest = []
    for one in reversed(history.proven(paths)):
        if one not in newest:
            newest.append(one)
    stay = set(newest[:request['keep']]) | {history.linked(paths)}
    undo = undo_log.read(paths) or {'files': {}}
    copies = {one['copy'].split('/')[0] for one in undo['files'].values() if one['copy']}
    old = [os.path.join(directory, name) for directory, needed in ((paths.releases, stay), (paths.backup, stay | copies))
           if os.path.isdir(directory) for name in os.listdir(directory) if name not in needed]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    left = [path for path in old if os.path.lexists(path)]
    if left:
        raise Refusal('%s could not be removed' % ', '.join(left))
    return {'removed': old}
