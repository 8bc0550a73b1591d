const text = (words: string): string => words

/** The words of the page about silences. */
export const silenceTextEn = {
  loading: text('Loading silences …'),
  none: text('No silences.'),
  unavailable: text('Alertmanager, which keeps the silences, does not answer, so there are none to show and none can be added.'),
  outdated: text('The silences could not be loaded again, so what you see may be out of date. Check that Alertmanager is running.'),
  viewer: text('You are logged in as a viewer. To add or end silences, log in as an administrator. This command on the server prints a link:'),
  states: { active: text('Active'), pending: text('Planned') },
  distance: { active: (left: string) => `${left} left`, pending: (ahead: string) => `starts in ${ahead}` },
  target: (kind: string, value: string) => `${kind} ${value}`,
  and: text(', '),
  period: (from: string, until: string) => `${from} to ${until}`,
  why: (reason: string, by: string) => `${reason} (${by})`,
  end: { active: text('End now'), pending: text('Cancel') },
  add: text('Silence alerts'),
  fields: { device: text('Device'), site: text('Site'), alertname: text('Alert'), span: text('Duration'), from: text('From'), until: text('Until'), reason: text('Reason'), by: text('Your name') },
  targetHint: text('Fill in at least one. If you fill in several, only alerts that match all of them are silenced. The page Alerts shows them as suppressed.'),
  span: (hours: number) => hours < 24 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${hours / 24} ${hours === 24 ? 'day' : 'days'}`,
  planned: text('Planned maintenance'),
  timeZone: (name: string) => `Times are in your browser’s time zone, ${name}.`,
  silence: text('Silence'),
  plan: text('Plan maintenance'),
  command: text('Equivalent command on the server:'),
  wrong: {
    target: text('Choose a device, a site or an alert.'),
    device: text('No device with this ID is enrolled.'),
    site: text('No device is enrolled at this site.'),
    alertname: text('Enter the name of an alert, such as DeviceSilent.'),
    from: text('Enter the start of the maintenance.'),
    until: text('Enter an end in the future, at most 366 days after the start.'),
    reason: text('Enter a reason, in one line of at most 500 characters.'),
    by: text('Enter a name of at most 64 characters.')
  },
  problems: {
    notReached: text('The server did not answer. Try again.'),
    refused: (said: string) => `Alertmanager rejected this: “${said}”`,
    notDone: text('The server rejected this. Reload the page and try again.')
  }
}

/** The same keys in another language. */
export type SilenceText = typeof silenceTextEn
