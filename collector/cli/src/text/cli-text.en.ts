import { optionText } from '@mimamori/program/option-text'
import { accessTextEn } from './access-text.en.ts'
import { connectionTextEn } from './connection-text.en.ts'
import { expectedTextEn } from './expected-text.en.ts'
import { keyTextEn } from './key-text.en.ts'

/** Says that a name does not exist, with the nearest one or else the command that lists them all. */
const notFound = (mimamori: string, group: string, say: (subject: string) => string) => (subject: string, nearest?: string): string =>
  `${say(subject)}; ${nearest === undefined ? `run “${mimamori} ${group} list” for a list` : `did you mean ${nearest}?`}`

/** All messages of the command in English. `mimamori`: how it was called, for the commands that it suggests, such as `sudo mimamori`. */
export const cliTextEn = (mimamori: string) => ({
  ...accessTextEn(mimamori),
  ...connectionTextEn,
  ...keyTextEn(mimamori),
  usage: `Usage: ${mimamori} COMMAND [options]`,
  commands: {
    'devices enroll': 'Enroll a device and show its key, once',
    'devices list': 'List the devices and their status',
    'devices show': 'Show the status of a device, the reason, and its details',
    'devices set': 'Change the registration of a device; an empty value removes a field',
    'devices pause': 'Pause a device: no alerts until it is resumed, or until --until',
    'devices resume': 'Resume a paused device',
    'devices retire': 'Retire a device that is no longer used; its record is kept',
    'devices revoke': 'Revoke all keys of a device at once',
    'devices delete': 'Delete a device that was enrolled by mistake and has never reported',
    'devices rotate':
      'Issue a new key and show it, once; the old key keeps working until “devices end-old-keys”, a weak one until the new one is first ' +
        'used',
    'devices end-old-keys': 'End all keys of a device but the newest, once the device has used that',
    'devices import': 'Import devices and their keys from a JSON file (- for standard input)',
    'limits list': 'List the limits after which devices are silent or down, of the fleet, sites and roles',
    'limits set': 'Set limits of the fleet, a site or a role; an empty value removes one',
    'limits remove': 'Remove all limits of the fleet, a site or a role',
    'receivers add': 'Add a receiver; messages are in the language of --lang unless --language is given',
    'receivers list': 'List the receivers, without secrets',
    'receivers set': 'Change a receiver; what is left out stays, including secrets',
    'receivers remove': 'Remove a receiver',
    'receivers test': 'Send a test alert to a receiver and show whether it arrived',
    'relay set': 'Set the mail relay for e-mail receivers',
    'relay remove': 'Remove the mail relay',
    'alerts list': 'List firing or resolved alerts, and say whether notifications are sent',
    'alerts ack': 'Acknowledge an alert: you are looking into it',
    'alerts unack': 'Withdraw an acknowledgement',
    'alerts silence': 'Silence alerts of a device, a site or a name for a while; with --from, as planned maintenance',
    'alerts silences': 'List active and pending silences',
    'alerts unsilence': 'End a silence',
    'updates list': 'List the update runs, newest first, with their outcomes',
    'updates show': 'Show an update run: the outcome of each device, and the step and message where it failed',
    logs: 'Search the logs of a device, or of all devices; with --follow, show new lines as they arrive',
    audit: 'Show who changed what, when and from where; with a device, only what was changed on it',
    login: 'Print a login link for a browser, valid for ten minutes',
    'users create': 'Create a user and print a login link for the first visit, valid for ten minutes',
    'users list': 'List the users',
    'users set': 'Change the role of a user; the user’s sessions end',
    'users password': 'Set or change the password of a user; the user’s sessions end',
    'users link': 'Print a login link for a user, valid for ten minutes',
    'users delete': 'Delete a user; the user’s sessions end',
    'sessions list': 'List the browsers that are logged in',
    'sessions end': 'Log a browser out',
    'tokens create': 'Create a token for a person or a service and show it, once',
    'tokens list': 'List the tokens, without their secrets',
    'tokens revoke': 'Revoke a token at once',
    'clock confirm': 'Confirm that the clock of this server is correct',
    'calendar check': 'Check a calendar file and show the opening hours of each site'
  },
  moreHelp: 'Run COMMAND --help for the options of a command. --lang ja shows this help in Japanese.',
  /** Options that take no value, by their names. */
  flags: {
    json: 'print JSON', follow: 'show new lines as they arrive, until Ctrl-C',
    remove: 'remove the password: the user logs in with links only'
  },
  lang: 'en or ja; by default the terminal’s language (LC_ALL, LC_MESSAGES, LANG)',
  noSuchCommand: (given: string) => `unknown command “${given}”; run “${mimamori} help” for a list`,
  nearestCommand: (given: string, nearest: string) => `unknown command “${given}”; did you mean “${nearest}”?`,
  commandsAlike: (given: string, alike: string) => `unknown command “${given}”; available: ${alike}`,
  removalCommands: (given: string) =>
    `unknown command “${given}”; “${mimamori} devices delete” deletes a device that has never reported, “${mimamori} devices retire” ` +
      'retires a device that is no longer used',
  usageOf: (line: string) => `Usage: ${mimamori} ${line}`,
  options: optionText.en,
  needsValue: (name: string, expected: string) => `${name} needs a value: ${expected}`,
  missing: (name: string, expected: string) => `${name} is missing: expected ${expected}`,
  /** About a file whose content the collector rejects; `message` is the collector's. */
  wrongContent: (name: string, message: string) => `the content of ${name} was rejected: ${message}`,
  wrong: (name: string, expected: string, given: string, nearest?: string) =>
    `${name}: expected ${expected}; got ${JSON.stringify(given)}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
  expected: expectedTextEn(mimamori),
  refused: (message: string) => message,
  notTaken: 'the collector rejected the request:',
  /** By the code of the answer. `subject`: the first word after the command, or the device or site of an option. */
  refusals: {
    CLIENT_DEVICE_NOT_FOUND: notFound(mimamori, 'devices', (subject) => `no device ${subject}`),
    CLIENT_ADDRESS_TAKEN: (subject: string) =>
      `another device has the address that ${subject} was to get; “${mimamori} devices list” shows which. If that one has another ` +
        'address now, correct it first',
    SITE_NOT_FOUND: notFound(mimamori, 'devices', (subject) => `no device is enrolled at site ${subject}`),
    TOKEN_NOT_FOUND: notFound(mimamori, 'tokens', (subject) => `no token ${subject}`),
    TOKEN_EXISTS: (subject: string) => `token ${subject} already exists; choose another name, or revoke it first`,
    USER_NOT_FOUND: notFound(mimamori, 'users', (subject) => `no user ${subject}`),
    USER_EXISTS: (subject: string) => `user ${subject} already exists; choose another name`,
    SESSION_NOT_FOUND: notFound(mimamori, 'sessions', (subject) => `no session ${subject}`),
    RECEIVER_NOT_FOUND: notFound(mimamori, 'receivers', (subject) => `no receiver ${subject}`),
    RECEIVER_EXISTS: (subject: string) =>
      `receiver ${subject} already exists; choose another name, or change it with “${mimamori} receivers set ${subject}”`,
    MAIL_RELAY_REQUIRED: () => `e-mail receivers need a mail relay; run “${mimamori} relay set --host … --from …” first`,
    ALERT_NOT_FOUND: notFound(mimamori, 'alerts', (subject) => `no alert ${subject} is firing`),
    UPDATE_RUN_NOT_FOUND: notFound(mimamori, 'updates', (subject) => `no update run ${subject}`),
    SILENCE_NOT_FOUND: (subject: string) => `no silence ${subject}; run “${mimamori} alerts silences” for a list`,
    ALERTMANAGER_UNAVAILABLE: () =>
      'no Alertmanager is set, or it does not answer, so there are no silences: start it with npm start, or set MIMAMORI_ALERTMANAGER_URL',
    OPERATOR_TOKEN_INVALID: () =>
      'the collector rejected the administrator’s token: set MIMAMORI_LISTEN, MIMAMORI_DATA_DIR and MIMAMORI_ADMIN_TOKEN to the values ' +
        'of the collector that you mean',
    LOKI_UNAVAILABLE: () =>
      'Loki, which keeps the log lines, does not answer: check that it is running, and that MIMAMORI_LOKI_URL is its address',
    STORAGE_UNAVAILABLE: () => 'the collector cannot write to its database: check whether the server’s disk is full, and try again',
    OVERLOADED: () => 'the collector is shutting down or overloaded: try again in a minute',
    INTERNAL: () => 'internal error in the collector: see its log'
  },
  noSuchRole: notFound(mimamori, 'devices', (role) => `no device has the role ${role}`),
  noSuchAlert: (name: string, nearest: string) => `no alert is called ${name}; did you mean ${nearest}?`,
  /** After the refusal of a name, by a command that takes something away. */
  nothingChanged: (similar: string) => `Nothing was changed.${similar === '' ? '' : ` Similar names: ${similar}`}`,
  /** Between names. */
  comma: ', ',
  unreadableFile: (file: string, reason: string) => `${file} cannot be read: ${reason}`,
  noCertificate: (file: string) => `${file} contains no certificate (PEM)`,
  emptyFile: (file: string) => `${file} is empty: expected a list of devices as JSON, such as [{"id": "pi-kiosk-03", "key": "…"}]`,
  notJson: (file: string, reason: string) => `${file} is not valid JSON: ${reason}`,
  noDeviceList: (file: string, given: string) =>
    `${file}: expected a list of devices such as [{"id": "pi-kiosk-03", "key": "…"}], got ${given}`,
  emptyDeviceList: (file: string) => `${file}: the list is empty`,
  deviceOfFile: (number: number, id: string | undefined) => `device ${number}${id === undefined ? '' : ` (${id})`}`,
  nothingImported: (file: string) => `nothing was imported from ${file}; fix the following and import it again:`,
  nothingToSet: 'nothing to change: give an option, such as --address 192.168.10.31',
  deviceSet: (id: string) => `${id} changed; run “${mimamori} devices show ${id}” to see it`,
  deviceDeleted: (id: string) => `${id} is deleted`,
  notDeletable: (id: string) =>
    `${id} is not waiting for its first report, so its record is kept; to retire it, run “${mimamori} devices retire ${id}”`,
  changed: (id: string, state: string) => `${id} is now ${state}`,
  imported: (count: number, weak: number) => `${count} ${count === 1 ? 'device' : 'devices'} imported${weak === 0
    ? ''
    : `; ${weak} ${weak === 1 ? 'has a weak key' : 'have weak keys'}: rotate ${weak === 1 ? 'it' : 'them'}`}`,
  noDevices: `No device is enrolled yet. To enroll one: ${mimamori} devices enroll pi-kiosk-01 --site SITE --role ROLE`,
  noDeviceInUse: `No device is in use. Those out of use: ${mimamori} devices list --status retired`,
  noDeviceMatches: 'No devices match these filters.',
  countOf: (condition: string, count: number) => `${condition}: ${count}`,
  deviceCount: (count: number) => `${count} ${count === 1 ? 'device' : 'devices'}`,
  states: { pending: 'pending', active: 'active', paused: 'paused', retired: 'retired', revoked: 'revoked' },
  /** How a device is, as the page calls it (collector/page/src/text). */
  conditions: {
    fresh: 'online', late: 'late', down: 'down', silent: 'silent', pending: 'waiting for first report', off_hours: 'off-hours',
    paused: 'paused', retired: 'retired', revoked: 'revoked', off: 'off', restarting: 'restarting', stopped: 'stopped',
    refused: 'reports rejected'
  },
  /** Found by a search: a device that is off, restarting or stopped. */
  gone: 'not running',
  withWarnings: 'with warnings',
  /** For facts and, in capitals, for columns. */
  headings: {
    name: 'Name', device: 'Device', devices: 'Devices', site: 'Site', sites: 'Sites', role: 'Role', status: 'Status',
    state: 'State', pausedUntil: 'Paused until', reason: 'Reason', lastSeen: 'Last seen',
    cpu: 'CPU', memory: 'Memory', disk: 'Disk', temperature: 'Temperature', errors: 'Errors, 24 h',
    load: 'Load average (1, 5, 15 min)', memoryFree: 'Free memory', diskFree: 'Free disk space', wifi: 'Wi-Fi signal',
    uptime: 'Uptime', lastBoot: 'Last boot', clockSkew: 'Clock',
    model: 'Model', os: 'OS', kernel: 'Kernel', agent: 'Agent', hostname: 'Hostname', address: 'Registered address',
    reportedAddress: 'Reports from', scrapeUrl: 'Scrape URL', labels: 'Labels', enrolled: 'Enrolled',
    keys: 'Keys issued',
    run: 'Run', started: 'Started', ended: 'Ended', by: 'By', release: 'Release', revision: 'Revision',
    outcome: 'Outcome', step: 'Step', message: 'Message', update: 'Being updated by', releases: 'Running revision',
    lastUpdate: 'Last update', lastAgentUpdate: 'Last update of the agent',
    scope: 'Scope', silentAfter: 'Silent after', downAfter: 'Down after', downSeverity: 'Severity of down',
    fingerprint: 'Fingerprint', severity: 'Severity', alert: 'Alert', began: 'Began', suppressed: 'Suppressed',
    acknowledged: 'Acknowledged', silence: 'ID', matchers: 'Matchers', from: 'From', until: 'Until', createdBy: 'By',
    type: 'Type', language: 'Language', severities: 'Severities', quiet: 'Quiet hours', destination: 'Destination',
    created: 'Created', password: 'Password', session: 'ID', since: 'Since', lastUsed: 'Last used',
    browser: 'Browser', when: 'When', who: 'Who', client: 'From', action: 'Action', subject: 'Subject',
    changes: 'Changes'
  },
  hostStates: {
    updated: 'updated', unchanged: 'unchanged', failed: 'failed', rolled_back: 'rolled back', unreachable: 'unreachable',
    skipped: 'skipped',
    waiting: 'waiting', under_way: 'in progress', no_result: 'no result'
  },
  freeOf: (free: string, total: string) => `${free} of ${total}`,
  waits: (what: string, since: string) =>
    `Waiting for an update${what === '' ? '' : ` to ${what}`} since ${since}: it was unreachable during an update.`,
  pinned: (by: string, since: string) => `Pinned by ${by} since ${since}: updates skip it.`,
  warning: (warning: string) => `Warning: ${warning}`,
  lastProblem: (when: string, sentence: string) => `the last message, ${when}, did not arrive. ${sentence}`,
  stateSince: (state: string, time: string) => `${state} since ${time}`,
  weakKey: (time: string) => `${time} (weak)`,
  receiverSaved: (name: string) => `${name} is saved; run “${mimamori} receivers test ${name}” to see whether alerts arrive`,
  testOutcomes: { arrived: 'arrived', failed: 'failed', unknown: 'unknown', not_sent: 'not sent' },
  receiverRemoved: (name: string) => `${name} is removed`,
  noReceivers: `Nobody receives alerts yet. To add a receiver: ${mimamori} receivers add NAME --type email --to ADDRESS`,
  allReceiversDisabled: `Nobody receives alerts: every receiver is disabled. To enable one: ${mimamori} receivers set NAME --enabled yes`,
  nothingToSetOfReceiver: 'nothing to change: give an option, such as --site north',
  disabled: 'disabled',
  configurationStates: {
    applied: 'Alertmanager uses this configuration.',
    waiting: 'Alertmanager does not answer yet; it reads the new configuration when it starts.',
    refused: 'Alertmanager’s configuration could not be written; see the collector’s log.',
    by_hand: 'The collector does not write Alertmanager’s configuration here: paste the output of /api/receivers/configuration into it.'
  },
  relaySet: (address: string) => `The mail relay is ${address}`,
  hostWithPort: (host: string, port: string) => `--host takes no port; use --host ${host} --port ${port}`,
  relayRemoved: 'The mail relay is removed',
  noAlerts: 'No alerts.',
  acknowledged: (alert: string) => `${alert} is acknowledged`,
  unacknowledged: (alert: string) => `${alert} is no longer acknowledged`,
  nothingToSilence: 'nothing to silence: give --device, --site or --alertname',
  silenced: (id: string) => `Silenced. To end it early: ${mimamori} alerts unsilence ${id}`,
  silencePlanned: (id: string) => `Planned. To cancel it: ${mimamori} alerts unsilence ${id}`,
  unsilenced: (id: string) => `The silence ${id} has ended`,
  limitDefaults: '(default)',
  noLimitGiven: 'nothing to set: give an option, such as --down-after 10m',
  noLimits: (scope: string) => `no limits are set for ${scope}; run “${mimamori} limits list” for a list`,
  limitsSet: 'Set. A device’s own limits come first, then its role’s, its site’s, and the fleet’s.',
  limitsRemoved: 'Removed. The limits of the next wider scope apply, or the defaults.',
  runOutcomes: { running: 'running', succeeded: 'succeeded', failed: 'failed', cancelled: 'cancelled', interrupted: 'interrupted' },
  runActions: { agent: 'agent', restart: 'restart', reboot: 'reboot' },
  countedHosts: (count: number, state: string) => `${count} ${state}`,
  noRuns: 'No runs yet.',
  moreRuns: (limit: number) => `These are the newest ${limit} runs. The page Updates has older ones.`,
  noSilences: 'No silences.',
  /** By what narrowed the search. */
  noLogs: {
    nothing: 'No log lines yet.',
    period: 'No log lines in that period. Try a longer one.',
    filters: 'No matching log lines. Try fewer filters.',
    both: 'No matching log lines. Try a longer period, or fewer filters.'
  },
  moreLogs: (limit: number) => `These are the newest ${limit} lines. For older ones, give an earlier --until, or raise --limit.`,
  maybeMissedLogs: 'Some lines may be missing here; search for them without --follow.',
  skippedLogs: (count: number) => count === 1
    ? '1 line was skipped because it came too fast; search for it without --follow.'
    : `${count} lines were skipped because they came too fast; search for them without --follow.`,
  connectionLost: 'No connection to the collector; reconnecting …',
  noAudit: 'No changes.',
  moreAudit: (limit: number) => `These are the newest ${limit} changes. The page Audit log has older ones.`,
  endsBeforeItBegins: (until: string, since: string) => `--until ${until} is before --since ${since}`,
  followsNoEnd: '--follow and --until cannot be combined',
  never: 'never',
  clockConfirmed: (time: string) => `Clock confirmed until the next boot: ${time}`
})

/** Every word of the command line in one language. English is the model. */
export type CliText = ReturnType<typeof cliTextEn>
