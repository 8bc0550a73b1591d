import type { ConfigurationState, TestOutcome, Weekday } from '@mimamori/contract'
import type { ChannelType } from '../receivers/receiver-draft.ts'
import { alertTextEn } from './alert-text.en.ts'

const text = (words: string): string => words

/** The words of the page about receivers. */
export const receiverTextEn = {
  loading: text('Loading receivers …'),
  none: text('Nobody receives alerts yet. Add a receiver, save it, and press Test.'),
  viewer: text('You are logged in as a viewer. To add, change or test receivers, log in as an administrator.'),
  command: text('Equivalent command on the server:'),
  add: text('Add a receiver'),
  addTitle: text('New receiver'),
  edit: text('Edit'),
  remove: text('Remove'),
  cancel: text('Cancel'),
  save: text('Save'),
  saving: text('Saving …'),
  editOne: (name: string) => `Edit ${name}`,
  removeOne: (name: string) => `Remove ${name}`,
  sure: (name: string) => `Remove ${name}? It will no longer receive alerts.`,
  test: text('Test'),
  testOne: (name: string) => `Test ${name}`,
  testing: text('Sending a test. This takes up to 30 seconds …'),
  testOutcomes: { arrived: text('Arrived'), failed: text('Failed'), unknown: text('Unknown'), not_sent: text('Not sent') } satisfies Readonly<Record<TestOutcome, string>>,
  lastProblem: (when: string, sentence: string) => `The last message, ${when}, did not arrive. ${sentence}`,
  disabled: text('Disabled'),
  types: {
    email: text('E-mail'), slack: text('Slack, Mattermost'), teams: text('Microsoft Teams'), ntfy: text('ntfy (phone)'), rocketchat: text('Rocket.Chat'),
    discord: text('Discord'), telegram: text('Telegram'), line: text('LINE'), pagerduty: text('PagerDuty'), webhook: text('Webhook (Alertmanager’s JSON)'), http: text('HTTP request (signal tower, PLC)')
  } satisfies Readonly<Record<ChannelType, string>>,
  languages: { en: text('English'), ja: text('Japanese') },
  severities: alertTextEn.severities,
  weekdays: { monday: text('Mon'), tuesday: text('Tue'), wednesday: text('Wed'), thursday: text('Thu'), friday: text('Fri'), saturday: text('Sat'), sunday: text('Sun') } satisfies Readonly<Record<Weekday, string>>,
  stops: {
    title: text('If a device stops'),
    disabled: text('Nothing is sent: the receiver is disabled.'),
    noDevice: text('None of its sites has a device in use.'),
    down: (within: string, some: { readonly count: number, readonly of: number } | undefined) => `Without a shutdown: told within ${within}${some === undefined ? '' : ` (${some.count} of ${some.of} devices; the severity of the others is not sent here)`}.`,
    notDown: text('Without a shutdown: not told, since DeviceDown is a warning. The limits below can make it critical.'),
    silent: (within: string) => `After a shutdown: within ${within}.`,
    notSilent: text('After a shutdown: not told, since DeviceSilent is a warning.'),
    quiet: (from: string, to: string) => `From ${from} to ${to}, warnings wait until ${to}.`,
    closed: text('Where the site has opening hours, warnings wait until 30 minutes after it opens.'),
    between: text(' ')
  },
  facts: {
    language: text('Language'), sites: text('Sites'), severities: text('Severities'), quiet: text('Quiet hours'), repeat: text('Repeats'),
    allSites: text('all'), allSeverities: text('Critical, Warning'), noQuiet: text('none'), usualRepeat: text('critical: hourly until acknowledged; others: every 12 hours'),
    quietHours: ({ from, to, days, timeZone }: { readonly from: string, readonly to: string, readonly days: string, readonly timeZone: string | null }) =>
      `${from}–${to}${days === '' ? '' : `, starting ${days}`}${timeZone === null ? '' : ` (${timeZone})`}: critical only`,
    every: (severity: string, duration: string) => `${severity}: every ${duration}`,
    lastNotified: text('Last alert'), notYet: text('none yet'),
    separator: text(', ')
  },
  fields: {
    type: text('Type'), name: text('Name'), to: text('E-mail address'), from: text('Sender (optional)'), url: text('Webhook URL'), requestUrl: text('URL'), server: text('Server'), topic: text('Topic'),
    token: text('Access token (if the topic requires one)'), method: text('Method'), headers: text('Headers, one per line (optional)'), body: text('Body (optional)'), maxTextLength: text('Longest {{text}}, in characters'),
    chat: text('Chat ID'), lineChat: text('ID of the user, group or room'),
    tokens: { telegram: text('Bot token'), line: text('Channel access token'), pagerduty: text('Integration key (Events API v2)') },
    language: text('Language of the messages'), sites: text('Only these sites'), severities: text('Only these severities'), repeat: text('Repeat while the alert is firing'),
    quietHours: text('Quiet hours'), quietFrom: text('From'), quietTo: text('To'), quietDays: text('Starting on'), timeZone: text('Time zone'), enabled: text('Enabled: alerts are sent')
  },
  hints: {
    name: text('a–z, 0–9 and -; used in commands'),
    to: text('Separate several addresses with commas'),
    kept: (origin: string) => `Leave empty to keep the URL at ${origin}`,
    keptToken: text('Leave empty to keep the token'),
    keptBody: text('Leave empty to keep the body.'),
    keptHeaders: (names: string) => `Leave empty to keep: ${names}`,
    internet: text('Requires internet access on the server.'),
    placeholders: text('Placeholders: {{title}}, {{text}}, {{status}}, {{severity}}, {{alertname}}, {{site}}, {{device}}, {{count}}'),
    sites: text('None: all sites'),
    severities: text('None: critical and warning'),
    quiet: text('Only critical alerts are sent. Other alerts are sent afterwards if they are still firing. Leave empty for no quiet hours.'),
    quietDays: text('None: every day'),
    serverTimeZone: text('The server’s')
  },
  more: text('Language, sites, severities, quiet hours'),
  usual: text('default'),
  repeats: (duration: string) => `every ${duration}`,
  /** What is expected of a field that the server rejects. */
  wrong: {
    name: text('Enter 1 to 63 of a–z, 0–9 and -, such as maintenance. relay, configuration, nobody, watchdog and collector are reserved.'),
    taken: text('A receiver with this name already exists. Choose another name, or edit that receiver.'),
    type: text('Choose a type.'),
    to: text('Enter an address such as line3@factory.lan; at most 50.'),
    from: text('Enter an address such as mimamori@factory.lan.'),
    url: text('Enter an http or https address such as http://chat.factory.lan:8065/hooks/… It must not lead to a link-local address (169.254.…).'),
    server: text('Enter an http or https address such as http://ntfy.factory.lan. It must not lead to a link-local address (169.254.…).'),
    topic: text('Enter 1 to 64 of A–Z, a–z, 0–9, - and _.'),
    token: text('Enter the token without spaces.'),
    chat: text('For Telegram, enter a chat ID such as -1001234567890 or a channel name such as @factory; for LINE, an ID of 33 characters that begins with U, C or R.'),
    maxTextLength: text('Enter 100 to 16384.'),
    method: text('Choose GET, POST or PUT.'),
    headers: text('Write each line as Name: value, in ASCII; at most 16. Host, Content-Length, Transfer-Encoding and Connection are set automatically.'),
    body: text('Use only the placeholders below, and valid JSON if the content type is JSON. GET has no body.'),
    language: text('Choose a language.'),
    sites: text('Enter at most 200 sites.'),
    severities: text('Choose each severity once.'),
    repeatSeconds: text('Choose between 5 minutes and 30 days.'),
    quietHours: text('Enter two different times such as 18:00 and 08:00, and a time zone such as Asia/Tokyo.'),
    host: text('Enter a host name or IP address such as mail.factory.lan, and the port in its own field. It must not lead to a link-local address (169.254.…).'),
    port: text('Enter 1 to 65535.'),
    tls: text('Use implicit TLS on port 465, and not on port 25.'),
    caFile: text('Enter an absolute path such as /etc/mimamori/ca.pem.'),
    user: text('Enter the user for this password.'),
    password: text('Enter the password of this user; it is not kept when the relay is changed.')
  },
  refused: {
    notReached: text('The server does not answer. Nothing was changed; try again.'),
    loggedOut: text('You are no longer logged in. Log in in another tab, then try again here.'),
    configuration: text('Alertmanager’s configuration cannot be created from this, so nothing was changed:'),
    relayRequired: text('E-mail requires a mail relay. Set it below, or remove the e-mail receivers first.'),
    other: text('The server rejected this, and nothing was changed:')
  },
  states: {
    applied: text('Alertmanager uses these receivers.'),
    waiting: text('Alertmanager does not answer yet. It reads these receivers when it starts.'),
    refused: text('Alertmanager’s configuration could not be written: it still uses the previous receivers. The collector’s log has the reason.'),
    by_hand: text('The collector does not write Alertmanager’s configuration here. After each change, paste what is shown below.')
  } satisfies Readonly<Record<ConfigurationState, string>>,
  relay: {
    title: text('Mail relay'),
    about: text('E-mail is sent through a mail server on your network. Ask its administrator for the host name.'),
    none: text('No mail relay is set. It is needed for e-mail only.'),
    set: text('Set the mail relay'),
    edit: text('Edit the mail relay'),
    remove: text('Remove the mail relay'),
    sure: text('Remove the mail relay?'),
    first: text('E-mail requires a mail relay. Set it first:'),
    fields: { host: text('Mail server'), port: text('Port'), from: text('Sender'), tls: text('Encryption'), caFile: text('CA certificate: file on the server (optional)'), user: text('User (optional)'), password: text('Password') },
    tls: { starttls: text('STARTTLS'), none: text('None'), implicit: text('Implicit TLS (port 465, usually)') },
    more: text('Port, encryption, login'),
    facts: ({ address, from, tls, user }: { readonly address: string, readonly from: string, readonly tls: string, readonly user: string | null }) => `${address}, sender ${from}, encryption: ${tls}${user === null ? '' : `, user ${user}`}`
  },
  paste: {
    title: text('Configuration to paste'),
    about: text('For an Alertmanager that you run yourself: replace its configuration with this, put the files next to it, and reload it.'),
    file: (path: string) => `File ${path}`,
    secret: (path: string) => `${path}: a secret. Write it yourself, readable by Alertmanager only.`
  }
}

/** The same keys in another language. */
export type ReceiverText = typeof receiverTextEn
