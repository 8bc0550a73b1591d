import { optionText } from '@mimamori/program/option-text'

/** What the command line says, in English. */
export const cliTextEn = {
  usage: 'Usage: npm run -s mimamori -- COMMAND [options]',
  commands: {
    'devices enroll': 'enrolls a device, and shows its key once',
    'devices list': 'lists the devices and their status',
    'devices show': 'shows how one device is, why, and what is known of it',
    'devices set': 'changes a device’s entry; an empty value removes the field',
    'devices pause': 'takes a device out of use for a while: no alerts',
    'devices resume': 'ends the pause',
    'devices retire': 'takes a device out of use for good; its record stays',
    'devices revoke': 'invalidates a device’s keys at once',
    'devices rotate': 'issues a new key, shown once; the old key keeps working until the next rotation, a weak key until the new one is first used',
    'devices import': 'imports devices and their keys from a JSON file (- for standard input)',
    login: 'prints a login link for a browser, valid for ten minutes',
    'clock confirm': 'confirms that this server’s clock is right',
    'tokens create': 'creates a token for a person or a service, shown once',
    'tokens list': 'lists the tokens, without their values',
    'tokens revoke': 'invalidates a token at once'
  },
  moreHelp: 'Run COMMAND --help for the options of a command. --lang ja shows this help in Japanese.',
  json: 'prints JSON',
  lang: 'en or ja; by default the terminal’s language (LC_ALL, LC_MESSAGES, LANG)',
  noSuchCommand: (given: string) => `unknown command “${given}”; run “help” for a list`,
  nearestCommand: (given: string, nearest: string) => `unknown command “${given}”; did you mean “${nearest}”?`,
  commandsAlike: (given: string, alike: string) => `unknown command “${given}”; available: ${alike}`,
  usageOf: (line: string) => `expected: ${line}`,
  options: optionText.en,
  missing: (name: string, expected: string) => `${name} is missing: expected ${expected}`,
  wrong: (name: string, expected: string, given: string) => `${name}: expected ${expected}; got ${JSON.stringify(given)}`,
  /** What each option and each word after a command takes; help shows them, and so do mistakes. */
  expected: {
    deviceId: "the device's id: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03",
    site: 'a site such as north: at most 64 printable characters',
    role: 'what the device is for, such as kiosk: at most 64 printable characters',
    name: 'a name for people: 1 to 128 printable characters',
    address: 'a host name or IP address, such as 192.168.10.31',
    label: 'NAME=VALUE: the name of a–z, 0–9 and _, not one of device, instance, job, site, role; the value at most 128 printable characters; at most 16 of them',
    silentAfter: 'a whole number of seconds from 60 to 31536000',
    scrapeUrl: "an http or https address on the device's own --address, such as http://192.168.10.31:9100/metrics",
    status: 'how the devices are: one of silent, late, refused, pending, gone (not running), online, paused, warnings, retired, all (but retired)',
    search: 'words that are found in a name, address, state, reason, revision …',
    sort: 'one of worst (by default), name, site, last-seen, cpu, memory, disk, temperature, errors; the other way round with a minus: --sort=-cpu',
    time: 'a time such as 2026-12-01T08:00',
    futureTime: 'a time in the future, written like 2026-12-01T08:00',
    reason: 'a few words, at most 200 characters',
    importFile: 'a JSON file with a list of devices: [{"id": "pi-kiosk-03", "key": "…"}, …]; or - for standard input',
    tokenName: 'a name for the token: 1 to 63 of a–z, 0–9 and . _ -, such as grafana, and not in use yet',
    tokenRole: 'one of admin, viewer, scrape, update, alert',
    loginRole: 'one of admin, viewer',
    language: 'en or ja'
  },
  refused: (message: string) => message,
  notTaken: 'the collector rejected the request:',
  /** By the code of the answer; `subject` is the first word after the command. */
  refusals: {
    CLIENT_DEVICE_NOT_FOUND: (subject: string) => `no device ${subject}; run “devices list” for a list`,
    TOKEN_NOT_FOUND: (subject: string) => `no token ${subject}; run “tokens list” for a list`,
    TOKEN_EXISTS: (subject: string) => `token ${subject} already exists; choose another name, or revoke it first`,
    OPERATOR_TOKEN_INVALID: () => 'the collector rejected the administrator’s token: set MIMAMORI_LISTEN, MIMAMORI_DATA_DIR and MIMAMORI_ADMIN_TOKEN to the values of the collector that you mean',
    STORAGE_UNAVAILABLE: () => 'the collector cannot write to its database: check whether the server’s disk is full, and try again',
    OVERLOADED: () => 'the collector is shutting down or overloaded: try again in a minute',
    INTERNAL: () => 'internal error in the collector: see its log'
  },
  notRunning: (address: string) => `no collector answers at ${address}: start it with npm start, or set MIMAMORI_LISTEN to the collector’s value`,
  noAnswer: (address: string) => `the collector at ${address} does not answer: it may be overloaded, or its log shows why; try again in a minute`,
  otherCertificate: (address: string) => `the certificate of ${address} is not the one in MIMAMORI_TLS_CERT: if that file is new, restart the collector; otherwise set MIMAMORI_TLS_CERT to the collector’s value`,
  notHttps: (address: string, reason: string) => `no https at ${address} (${reason}): set MIMAMORI_LISTEN and MIMAMORI_TLS_CERT to the collector’s values; if you have just changed them, restart the collector`,
  brokenOff: (address: string, reason: string) => `${address} closed the connection (${reason}): if the collector has a certificate, set MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY to its values; otherwise see its log`,
  unreachable: (address: string, reason: string) => `${address} cannot be reached: ${reason}; set MIMAMORI_LISTEN to the collector’s value`,
  noToken: (file: string) => `no administrator’s token in ${file}: run this on the server, with sudo or as the collector’s user, or set MIMAMORI_ADMIN_TOKEN`,
  unreadableToken: (file: string) => `cannot read the administrator’s token in ${file}: run this with sudo, or as the collector’s user`,
  notOurs: (address: string) => `what answers at ${address} is not a Mimamori collector`,
  unreadableFile: (file: string, reason: string) => `${file} cannot be read: ${reason}`,
  noCertificate: (file: string) => `${file} contains no certificate (PEM)`,
  emptyFile: (file: string) => `${file} is empty: expected a list of devices as JSON, such as [{"id": "pi-kiosk-03", "key": "…"}]`,
  notJson: (file: string, reason: string) => `${file} is not valid JSON: ${reason}`,
  noDeviceList: (file: string, given: string) => `${file}: expected a list of devices such as [{"id": "pi-kiosk-03", "key": "…"}], got ${given}`,
  emptyDeviceList: (file: string) => `${file}: the list is empty`,
  deviceOfFile: (number: number, id: string | undefined) => `device ${number}${id === undefined ? '' : ` (${id})`}`,
  nothingImported: (file: string) => `nothing was imported from ${file}; fix the following and import it again:`,
  enrolled: (id: string) => `${id} is enrolled. Its key, shown only now:`,
  keyNext: 'Put it into /etc/mimamori/agent.conf on the device as CLIENT_KEY.',
  ownKeyNext: (file: string) => `The agent on this server reads its key from ${file}: replace its content with this key, and restart npm start.`,
  /** By what the new key means for the old ones. */
  rotated: {
    strong: (id: string) => `New key of ${id}, shown only now. The old key keeps working until the next rotation.`,
    weak: (id: string) => `New key of ${id}, shown only now. The old, weak key keeps working until this one is first used.`,
    back: (id: string) => `${id} is back in use. New key, shown only now; the old keys do not work.`
  },
  nothingToSet: 'expected what to change, such as --address 192.168.10.31',
  deviceSet: (id: string) => `${id} changed; run “devices show ${id}” to see it`,
  changed: (id: string, state: string) => `${id} is now ${state}`,
  imported: (count: number, weak: number) => `${count} ${count === 1 ? 'device' : 'devices'} imported${weak === 0 ? '' : `; ${weak} ${weak === 1 ? 'has a weak key' : 'have weak keys'}: rotate ${weak === 1 ? 'it' : 'them'}`}`,
  noDevices: 'No device is enrolled yet. To enroll one: npm run -s mimamori -- devices enroll pi-kiosk-01 --site SITE --role ROLE',
  noDeviceMatches: 'No devices match these filters.',
  devices: (count: number) => `${count} ${count === 1 ? 'device' : 'devices'}`,
  columns: { id: 'DEVICE', site: 'SITE', role: 'ROLE', state: 'STATE', freshness: 'STATUS', lastSeen: 'LAST SEEN', reason: 'REASON' },
  states: { pending: 'pending', active: 'active', paused: 'paused', retired: 'retired', revoked: 'revoked' },
  freshnesses: { fresh: 'online', late: 'late', silent: 'silent' },
  /** What a device is, and the groups of them, as the page calls them (collector/page/src/text). */
  conditions: { fresh: 'online', late: 'late', silent: 'silent', pending: 'waiting for first report', paused: 'paused', retired: 'retired', revoked: 'revoked', off: 'off', restarting: 'restarting', stopped: 'stopped', refused: 'reports refused' },
  groups: { silent: 'silent', late: 'late', refused: 'reports refused', pending: 'waiting for first report', gone: 'not running', fresh: 'online', paused: 'paused', warnings: 'with warnings', retired: 'retired' },
  /** Of one device, as the page calls them. */
  facts: {
    name: 'Name', site: 'Site', role: 'Role', state: 'State', pausedUntil: 'Paused until', pauseReason: 'Reason', lastSeen: 'Last seen',
    cpu: 'CPU', memory: 'Memory', disk: 'Disk', temperature: 'Temperature', errors: 'Errors, 24 h', update: 'Being updated by', lastUpdate: 'Last update', releases: 'Running revision',
    model: 'Model', os: 'OS', agent: 'Agent', uptime: 'Uptime', lastBoot: 'Last boot', clockSkew: 'Clock',
    hostname: 'Hostname', address: 'Registered address', reportedAddress: 'Reports from', scrapeUrl: 'Scrape URL', labels: 'Labels', enrolled: 'Enrolled', silentAfter: 'Silent after', keys: 'Keys from'
  },
  outcomes: { updated: 'updated', unchanged: 'unchanged', failed: 'failed', rolled_back: 'rolled back', unreachable: 'unreachable', skipped: 'skipped' },
  warning: (warning: string) => `Warning: ${warning}`,
  weakKey: 'weak',
  never: 'never',
  loginLink: 'Open this link in a browser within ten minutes; it works once:',
  clockConfirmed: (time: string) => `Clock confirmed until the next boot: ${time}`,
  tokenCreated: (name: string, role: string) => `Token of ${name} (${role}), shown only now:`,
  tokenRevoked: (name: string) => `The token of ${name} no longer works`
}

/** Every word of the command line in one language. English is the model. */
export type CliText = typeof cliTextEn
