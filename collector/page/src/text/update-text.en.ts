const text = (words: string): string => words

/** The words of the pages about update runs. */
export const updateTextEn = {
  titles: { update: text('Updates'), other: text('Other playbook runs') },
  kinds: text('Filter by kind'),
  noOtherRuns: text('No other playbook runs yet. Runs that do not update a release are listed here; they do not count as a device’s last update.'),
  loading: text('Loading updates …'),
  none: {
    title: text('No updates yet'),
    how: text('Update all devices from your own computer, in the directory of Mimamori. The script shows its plan and asks before it starts:'),
    then: text('The run appears here as soon as it starts.')
  },
  running: text('Running'),
  runOutcomes: { succeeded: text('Succeeded'), failed: text('Failed'), cancelled: text('Cancelled'), interrupted: text('Interrupted') },
  hostStates: {
    updated: text('Updated'), unchanged: text('Unchanged'), failed: text('Failed'), rolled_back: text('Rolled back'), unreachable: text('Unreachable'), skipped: text('Skipped'),
    waiting: text('Waiting'), under_way: text('In progress'), no_result: text('No result')
  },
  playbookStates: { updated: text('Changed'), unchanged: text('Nothing changed'), under_way: text('Running') },
  actionStates: { restart: { updated: text('Restarted') }, reboot: { updated: text('Rebooted') } },
  columns: { outcome: text('Outcome'), duration: text('Duration'), device: text('Device'), revision: text('Revision'), message: text('Step and message') },
  byNobody: text('unknown'),
  older: text('Show older runs'),
  back: { update: text('All updates'), other: text('Other playbook runs') },
  notFound: text('There is no run with this ID. It may have been removed because of its age.'),
  headings: { update: (when: string) => `Update started ${when}`, other: (when: string) => `Playbook run started ${when}` },
  /** Of a run that is not what its kind says. */
  actionHeadings: { agent: (when: string) => `Upgrade of agents started ${when}`, restart: (when: string) => `Restart of services started ${when}`, reboot: (when: string) => `Reboot started ${when}` },
  took: (duration: string) => `took ${duration}`,
  soFar: (duration: string) => `running for ${duration}`,
  by: (who: string) => `by ${who}`,
  doubts: {
    hosts: (without: number, total: number) => `Reported as succeeded, but ${without} of ${total} devices did not succeed.`,
    no_hosts: text('Reported as succeeded, but it had no devices.'),
    silent: text('This run has not reported for hours: the update runner stopped, or its connection was lost. Check the devices without a result.')
  },
  callback: { no_hosts: text('No device of the inventory matched.'), ended_early: text('Ansible ended before it reached all devices.') },
  counted: (state: string, count: number) => `${count} ${state}`.toLowerCase(),
  comma: text(', '),
  progress: (done: number, total: number) => `${done} of ${total} ${total === 1 ? 'device' : 'devices'} done`,
  all: text('All'),
  filterByOutcome: text('Filter by outcome'),
  searchHint: text('device, step, message …'),
  nothingMatches: text('No devices match these filters.'),
  clearFilters: text('Show all devices'),
  shown: (shown: number, all: number) => shown === all ? `${all} ${all === 1 ? 'device' : 'devices'}` : `${shown} of ${all} devices`,
  noHosts: text('This run has no devices yet.'),
  notEnrolled: text('not enrolled'),
  attempt: (number: number) => `attempt ${number}`,
  revisions: (from: string, to: string) => `${from} → ${to}`,
  journal: (unit: string, lines: number) => `Last ${lines === 1 ? 'line' : `${lines} lines`} of ${unit}`,
  commands: text('Next steps'),
  repeat: text('Run it again for the devices that did not succeed, from your own computer:'),
  resume: text('Resume it with the devices that were not started yet:'),
  attach: text('Follow it in a terminal:'),
  cancel: text('Cancel it; devices in progress finish or roll back first:'),
  ownPlaybook: text('This run was started with ansible-playbook. To run it again for the devices that did not succeed, add this to the same command:'),
  queue: {
    title: text('Waiting for an update'),
    about: (count: number) => `${count} ${count === 1 ? 'device was' : 'devices were'} unreachable during an update. Once ${count === 1 ? 'it reports' : 'they report'} again, the timer or --catch-up updates ${count === 1 ? 'it' : 'them'}.`,
    since: (when: string) => `since ${when}`,
    tries: (count: number) => `${count} failed ${count === 1 ? 'attempt' : 'attempts'} since it came back`,
    byInventory: text('as set in the inventory'),
    more: (count: number) => `${count} more`,
    drop: text('Remove a device from this list (updates of all devices still include it):'),
    pinned: text('Pinned'),
    pinnedSince: (when: string) => `since ${when}`,
    pinnedAbout: text('Updates and --catch-up skip these devices.'),
    unpin: text('Unpin a device:')
  },
  device: {
    waits: (what: string, since: string) => `Waiting for ${what} since ${since}: it was unreachable during an update.`,
    pinned: (by: string, since: string) => `Pinned by ${by} since ${since}: updates skip it.`,
    underWay: (since: string) => `Update in progress since ${since}. Restarts and gaps in the reports are expected.`,
    see: text('View the update'),
    updating: text('Updating'),
    last: text('Last update'),
    lastOf: (release: string) => `Last update of ${release}`,
    lastOfAgent: text('Last update of the agent'),
    agent: text('Agent'),
    history: text('Updates'),
    none: text('This device has not been updated from here yet.')
  }
}

/** The same keys in another language. */
export type UpdateText = typeof updateTextEn
