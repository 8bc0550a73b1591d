/** The texts of the dashboard Updates, in English. */
export const updatesTextEn = {
  title: 'Updates',
  description: 'Whether the last update reached all devices, which failed, and what their log says around that time.',
  sections: { now: 'Now', devices: 'By device', versions: 'Revisions and durations', log: 'Log of the chosen devices' },
  columns: { devices: 'Devices', lastSuccess: 'Last success' },
  running: { title: 'Runs under way', description: 'Update runs that go on now. The collector’s page shows them live.' },
  runsSucceeded: { title: 'Runs succeeded', description: 'Update runs in the shown time that reached every device they were meant for.' },
  runsFailed: { title: 'Runs failed', description: 'Update runs in the shown time that failed, were cancelled or interrupted.' },
  updated: { title: 'Up to date', description: 'Devices whose last update proved the wanted revision: updated or unchanged.' },
  failed: { title: 'Failed', description: 'Devices whose last update failed. Click a name below for the step and the message.' },
  rolledBack: { title: 'Rolled back', description: 'Devices where the new release did not prove itself, and the one before runs again.' },
  unreachable: { title: 'Unreachable', description: 'Devices that were unreachable. They are queued, and updated when they are back.' },
  agentsBehind: {
    title: 'Agents behind',
    description:
      'Devices that run another version of the agent than the one published on the server, or than the collector if none is. After three days, AgentOutdated fires.'
  },
  outcomes: {
    title: 'Last update of each device',
    description: 'By release, the worst outcome first. Click a name for the device’s log, or for its page with step and message.'
  },
  outcomesOverTime: {
    title: 'Outcomes over time',
    description: 'What the last update of each device came to, by release, and since when. Update runs are the shaded regions.'
  },
  drift: {
    title: 'Revisions',
    description: 'How many devices run which revision. More than one of a release: some devices missed an update.'
  },
  revisionsOverTime: {
    title: 'Rollout over time',
    description: 'How many devices run each revision. An update is one colour that takes the place of another.'
  },
  slowest: { title: 'Slowest updates', description: 'How long the last update took. A slow card or a weak Wi-Fi is most often why.' },
  log: { title: 'Warnings and errors', description: 'Choose a device above to see what it logged around its update.' }
}

export type UpdatesText = typeof updatesTextEn
