const text = (words: string): string => words

/** Of runs that are started on the page, in English. */
export const runRequestTextEn = {
  ofDevice: { update: text('Update now'), agent: text('Upgrade its agent'), restart: text('Restart services'), reboot: text('Reboot') },
  ofAll: { update: text('Update all devices'), agent: text('Upgrade all agents') },
  viewer: text('An administrator can do this here.'),
  title: {
    update: (device: string | undefined) => device === undefined ? 'Update all devices?' : `Update ${device}?`,
    agent: (device: string | undefined) => device === undefined ? 'Upgrade all agents?' : `Upgrade the agent on ${device}?`,
    restart: (device: string | undefined) => device === undefined ? 'Restart the services of all devices?' : `Restart the services of ${device}?`,
    reboot: (device: string | undefined) => device === undefined ? 'Reboot all devices?' : `Reboot ${device}?`
  },
  what: {
    update: (device: string | undefined) => device === undefined
      ? 'Every device of the inventory gets the newest published release: first one, then the others in waves. Devices that already have it do not change.'
      : `${device} gets the newest published release. If it already has it, nothing changes. If the new one fails its checks, the device goes back by itself.`,
    agent: (device: string | undefined) => device === undefined
      ? 'Every device of the inventory gets the agent that is published on the server: first one, then the others in waves. If it does not report, the device goes back, and the others keep theirs.'
      : `${device} gets the agent that is published on the server. If it does not report, the device goes back to the one before by itself.`,
    restart: (device: string | undefined) => `The services of the release on ${device ?? 'every device'} restart, and are checked. Until they run again, nobody can use them.`,
    reboot: (device: string | undefined) => `${device ?? 'Every device'} shuts down and starts again, which takes a minute or two. An update in progress on it is not interrupted: then the reboot is refused.`
  },
  start: { update: text('Start the update'), agent: text('Start the upgrade'), restart: text('Restart'), reboot: text('Reboot') },
  cancel: text('Cancel'),
  close: text('Close'),
  states: {
    waiting: text('Handing it to the server …'),
    fetched: text('The server is planning the run …'),
    started: text('The run has started.'),
    done: text('Done.'),
    refused: text('The run was not started:'),
    lost: text('The server gave no answer. See under Updates whether it has begun before you try again.')
  },
  follow: text('Follow the run'),
  unavailable: text('The server does not start this from the page at the moment. The guide “Starting updates from the page” says what it needs.'),
  command: text('The same from your own computer')
}

/** The same in another language. */
export type RunRequestText = typeof runRequestTextEn
