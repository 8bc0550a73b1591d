const text = (words: string): string => words

/** The words of the pages about update runs. */
export const updateTextEn = {
  titles: { update: text('Updates'), other: text('Other playbook runs') },
  kinds: text('Show by kind'),
  noOtherRuns: text('No other playbook runs have been reported yet. Runs that do not update a release appear here; they do not change a device’s last update.'),
  loading: text('Loading the updates …'),
  none: {
    title: text('No update has been run yet'),
    how: text('Update every device from your own computer, in the directory of Mimamori. It shows its plan and asks first:'),
    then: text('The run appears here as soon as it begins.')
  },
  running: text('Running'),
  runOutcomes: { succeeded: text('Succeeded'), failed: text('Failed'), cancelled: text('Cancelled'), interrupted: text('Interrupted') },
  hostStates: {
    updated: text('Updated'), unchanged: text('Unchanged'), failed: text('Failed'), rolled_back: text('Rolled back'), unreachable: text('Unreachable'), skipped: text('Skipped'),
    waiting: text('Waiting'), under_way: text('Under way'), no_result: text('No result')
  },
  playbookStates: { updated: text('Changed'), unchanged: text('Nothing changed'), under_way: text('Running') },
  columns: { outcome: text('Outcome'), duration: text('Took'), device: text('Device'), revision: text('Revision'), message: text('Step and message') },
  byNobody: text('unknown'),
  older: text('Show older runs'),
  back: { update: text('All updates'), other: text('Other playbook runs') },
  notFound: text('There is no run with this id, or it is so old that it was removed.'),
  headings: { update: (when: string) => `Update of ${when}`, other: (when: string) => `Playbook run of ${when}` },
  took: (duration: string) => `took ${duration}`,
  soFar: (duration: string) => `running for ${duration}`,
  by: (who: string) => `by ${who}`,
  doubts: {
    hosts: (without: number, total: number) => `It was reported as a success, but ${without} of ${total} devices have not succeeded.`,
    no_hosts: text('It was reported as a success, but it had no devices.'),
    silent: text('Nothing was heard of this run for hours: its runner has died, or was cut off. Look at the devices without a result.')
  },
  progress: (done: number, total: number) => `${done} of ${total} devices done`,
  all: text('All'),
  filterByOutcome: text('Show by outcome'),
  search: text('Search'),
  searchHint: text('Device, step, message …'),
  nothingMatches: text('No device matches these filters.'),
  clearFilters: text('Show all devices'),
  shown: (shown: number, all: number) => shown === all ? `${all} ${all === 1 ? 'device' : 'devices'}` : `${shown} of ${all} devices`,
  noHosts: text('This run has no devices yet.'),
  notEnrolled: text('not enrolled'),
  attempt: (number: number) => `attempt ${number}`,
  revisions: (from: string, to: string) => `${from} → ${to}`,
  journal: (unit: string, lines: number) => `Last ${lines === 1 ? 'line' : `${lines} lines`} of ${unit}`,
  commands: text('What you can do'),
  repeat: text('Repeat it for those that have not succeeded, from your own computer:'),
  resume: text('Resume it with the devices it had not started on:'),
  attach: text('Watch it in a terminal:'),
  cancel: text('Stop it; devices under way finish or roll back first:'),
  ownPlaybook: text('This run was begun by ansible-playbook itself. To repeat it for those that have not succeeded, run the same command again with this added:'),
  queue: {
    title: text('Waiting to be caught up'),
    about: (count: number) => `${count} ${count === 1 ? 'device' : 'devices'} could not be reached by an update. Once ${count === 1 ? 'it reports' : 'they report'} again, the timer or --catch-up updates ${count === 1 ? 'it' : 'them'}.`,
    since: (when: string) => `since ${when}`,
    tries: (count: number) => `${count} ${count === 1 ? 'attempt' : 'attempts'} failed since it came back`,
    asInventorySays: text('as the inventory says'),
    more: (count: number) => `${count} more`,
    drop: text('Remove a device from this list (an update of all devices still includes it):'),
    pinned: text('Pinned'),
    pinnedSince: (when: string) => `since ${when}`,
    pinnedAbout: text('Updates and catch-up skip these devices.'),
    unpin: text('Unpin a device:')
  },
  device: {
    waits: (what: string, since: string) => `Waiting for ${what} since ${since}, when an update could not reach it.`,
    pinned: (by: string, since: string) => `Pinned by ${by} since ${since}: updates skip it.`,
    underWay: (since: string) => `Being updated since ${since}. Restarts and gaps are expected until it is done.`,
    see: text('See the update'),
    updating: text('Being updated'),
    history: text('Updates'),
    none: text('This device has not been updated from here yet.')
  }
}

/** The same keys in another language. */
export type UpdateText = typeof updateTextEn
