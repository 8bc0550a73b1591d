const text = (words: string): string => words

/** The words of the page about alerts. */
export const alertTextEn = {
  tabs: { alerts: text('Alerts'), silences: text('Silences'), receivers: text('Receivers') },
  shows: { firing: text('Firing'), resolved: text('History') },
  kinds: text('Filter by state'),
  filters: { device: text('Device'), name: text('Alert') },
  loading: text('Loading alerts …'),
  none: { firing: text('No alert is firing.'), resolved: text('No alerts yet. Alerts are listed here once they are resolved.') },
  nothingMatches: text('No alerts match these filters.'),
  unknown: text('Whether an alert is firing is unknown.'),
  whyUnknown: text('Why nobody receives alerts'),
  unknownSince: (when: string) => `Alertmanager has not answered since ${when}: whether these alerts are still firing is unknown.`,
  all: text('Show all alerts'),
  older: text('Show older alerts'),
  history: text('Alert history of this device'),
  severities: { critical: text('Critical'), warning: text('Warning'), info: text('Info') },
  firingFor: (duration: string, since: string) => `for ${duration}, since ${since}`,
  lasted: (duration: string, from: string, to: string) => `${from} to ${to}, lasted ${duration}`,
  runbook: text('What to do'),
  notified: {
    firing: (receiver: string, first: string, last: string | undefined) => `${receiver} notified ${first}${last === undefined ? '' : `, last ${last}`}`,
    resolved: (receiver: string, first: string, last: string | undefined) => `${receiver} notified of the resolution ${first}${last === undefined ? '' : `, last ${last}`}`
  },
  /** Sent, and whether it was taken is not known, or it was not. */
  notConfirmed: {
    firing: (receiver: string, last: string) => `${receiver}: delivery not confirmed, sent ${last}`,
    resolved: (receiver: string, last: string) => `${receiver}: delivery of the resolution not confirmed, sent ${last}`
  },
  undelivered: (receivers: string) => `The last message to ${receivers} was not delivered.`,
  nobodyNotified: { firing: text('Nobody notified yet'), resolved: text('Nobody was notified') },
  infoNotified: (isAskedFor: boolean) => text(isAskedFor ? 'Sent only to receivers with severity info' : 'Not sent: no receiver has severity info'),
  suppressed: text('Suppressed'),
  acknowledge: text('Acknowledge'),
  acknowledged: text('Acknowledged'),
  acknowledgedBy: (who: string, when: string) => `Acknowledged by ${who}, ${when}`,
  ownName: text('Your name'),
  note: text('Note for others (optional)'),
  cancel: text('Cancel'),
  silence: text('Silence'),
  withdraw: text('Withdraw acknowledgement'),
  viewer: text('You are logged in as a viewer. To acknowledge alerts, log in as an administrator. This command on the server prints a link:'),
  problems: {
    ended: text('This alert is no longer firing.'),
    notDone: text('The server rejected this. Reload the page and try again.')
  },
  /** Beside the number of alerts, for screen readers. */
  firing: text('firing')
}

/** The same keys in another language. */
export type AlertText = typeof alertTextEn
