const text = (words: string): string => words

/** The words of the wall display: few, and large. */
export const wallTextEn = {
  title: text('Wall display'),
  counts: { critical: text('Critical'), warning: text('Warnings'), silent: text('Silent'), down: text('Down'), late: text('Late'), online: text('Online') },
  alerts: text('Alerts'),
  absent: text('Devices that are silent, down or late, by site'),
  /** `2 of 10 silent, 1 down` */
  absentOf: (silent: number, down: number, late: number, expected: number) =>
    ([[silent, 'silent'], [down, 'down'], [late, 'late']] as const).filter(([count]) => count > 0)
      .map(([count, word], place) => `${count}${place === 0 ? ` of ${expected}` : ''} ${word}`).join(', '),
  devices: (count: number) => `${count} ${count === 1 ? 'device' : 'devices'}`,
  comma: ', ',
  more: (count: number) => `and ${count} more`,
  suppressed: (count: number) => `${count} suppressed`,
  acknowledged: text('acknowledged'),
  well: (devices: number) => `No alerts. ${devices === 1 ? '1 device is' : `${devices} devices are`} online.`,
  sound: { off: text('Sound: off'), on: text('Sound: on'), blocked: text('Click to allow sound') },
  lastNews: (time: string) => `Last received: ${time}`,
  notices: {
    lost: { title: text('No connection to the server'), text: text('The current state is not shown. Check the network and the server. This display reconnects by itself.') },
    refused: { title: text('This link is no longer valid'), text: text('Its token was revoked.') },
    none: { title: text('This display has no link'), text: text('Open the wall display with its own link.') }
  },
  newLink: (isInCheckout: boolean) => `Create a link on the server${isInCheckout ? ', in the directory of Mimamori,' : ''} and open it here:`
}
