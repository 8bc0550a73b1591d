const text = (words: string): string => words

/** Of updates that are started on the page, in English. */
export const runRequestTextEn = {
  updateDevice: text('Update now'),
  updateAll: text('Update all devices'),
  viewer: text('An administrator can start updates here.'),
  title: (device: string | undefined) => device === undefined ? 'Update all devices?' : `Update ${device}?`,
  what: (device: string | undefined) => device === undefined
    ? 'Every device of the inventory gets the newest published release: first one, then the others in waves. Devices that already have it do not change.'
    : `${device} gets the newest published release. If it already has it, nothing changes. If the new one fails its checks, the device goes back by itself.`,
  start: text('Start the update'),
  cancel: text('Cancel'),
  close: text('Close'),
  states: {
    waiting: text('Handing it to the server …'),
    fetched: text('The server is planning the update …'),
    started: text('The update has started.'),
    refused: text('The update was not started:'),
    lost: text('The server gave no answer. See under Updates whether it has begun before you try again.')
  },
  follow: text('Follow the run'),
  unavailable: text('The server does not take updates from the page at the moment. The guide “Starting updates from the page” says what it needs.'),
  command: text('The same from your own computer')
}

/** The same in another language. */
export type RunRequestText = typeof runRequestTextEn
