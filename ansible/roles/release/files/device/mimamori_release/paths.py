"""The paths of one release on the device."""
import os

STATE = '/var/lib/mimamori/update'
DECLARATIONS = '/etc/mimamori/releases.d'
PROGRAM = '/usr/local/lib/mimamori/release.pyz'
#: Gone after a reboot.
RUN = '/run/mimamori/update'
UNIT_FILES = '/etc/systemd/system'


class Paths:
    def __init__(self, name, root=None):
        self.name = name
        #: State of the updates: survives a reboot, and is no release's business.
        self.state = os.path.join(STATE, name)
        self.history = os.path.join(self.state, 'history')
        #: The parts that were wanted with the last proof.
        self.applied = os.path.join(self.state, 'applied.json')
        self.settings_left = os.path.join(self.state, 'settings-left.json')
        #: The parts that each revision proved itself with.
        self.proved_with = os.path.join(self.state, 'proved-with.json')
        self.paused = os.path.join(self.state, 'paused.json')
        self.incoming = os.path.join(self.state, 'incoming.tar')
        self.written = os.path.join(self.state, 'written.json')
        #: The record of placed_units.py.
        self.units = os.path.join(self.state, 'units.json')
        self.undo_log = os.path.join(self.state, 'undo-log.json')
        self.settings_keys = os.path.join(self.state, 'settings-keys.json')
        #: Settings files as they were before a revision came, a directory for each.
        self.backup = os.path.join(self.state, 'backup')
        #: Disk that a hook cannot take.
        self.reserve = os.path.join(self.state, 'reserve')
        self.declaration = os.path.join(DECLARATIONS, name + '.json')
        self.run = RUN
        self.lease = os.path.join(RUN, name + '.lease')
        self.lease_lock = os.path.join(RUN, name + '.lock')
        #: The steps that a run has begun, and the lock while one is at work.
        self.steps = os.path.join(RUN, name + '.steps')
        self.step_lock = os.path.join(RUN, name + '.step')
        #: When a run restarted the services.
        self.restarted = os.path.join(RUN, name + '.restarted')
        #: Made by systemd once a hook has ended well.
        self.hook_done = os.path.join(RUN, name + '.hook-done')
        self.restore_unit = 'mimamori-restore-%s' % name
        #: One for all releases, which may let the same unit rest. No release has such a name.
        self.pause_lock = os.path.join(RUN, '@pause')
        if root is not None:
            self.root = root
            self.releases = os.path.join(root, 'releases')
            self.shared = os.path.join(root, 'shared')
            self.current = os.path.join(root, 'current')

    def release(self, revision):
        return os.path.join(self.releases, revision)


def paths_of(request):
    return Paths(request['name'], request['root'])


def whole_device():
    """The lease of steps that concern all releases. No release has such a name."""
    return Paths('@device')


def leased_here():
    """The releases that have a lease, valid or not."""
    return [name[:-len('.lease')] for name in os.listdir(RUN) if name.endswith('.lease') and not name.startswith('@')]


def names_here():
    """The names of all releases that this device was ever updated to."""
    return os.listdir(STATE) if os.path.isdir(STATE) else []
