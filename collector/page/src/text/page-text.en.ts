import { accountTextEn } from './account-text.en.ts'
import { alertTextEn } from './alert-text.en.ts'
import { auditTextEn } from './audit-text.en.ts'
import { careTextEn } from './care-text.en.ts'
import { enrollmentTextEn } from './enrollment-text.en.ts'
import { historyTextEn } from './history-text.en.ts'
import { limitsTextEn } from './limits-text.en.ts'
import { logTextEn } from './log-text.en.ts'
import { receiverTextEn } from './receiver-text.en.ts'
import { registrationTextEn } from './registration-text.en.ts'
import { runRequestTextEn } from './run-request-text.en.ts'
import { silenceTextEn } from './silence-text.en.ts'
import { updateTextEn } from './update-text.en.ts'
import { wallTextEn } from './wall-text.en.ts'

const text = (words: string): string => words
const asUser = (user: string | undefined): string => user === undefined ? '' : ` as the user ${user}`

/** The words of the admin page; the sentences about devices come from the server. */
export const pageTextEn = {
  loading: text('Loading devices …'),
  connectionLost: text('No connection to the server. What you see may be out of date; reconnecting …'),
  sessionEnded: text('You are no longer logged in. What you typed here is kept: log in in another tab, then continue here.'),
  openLogin: text('Open the login page'),
  confirmClock: text('The time is correct'),
  confirmClockViewer: text('An administrator can confirm it.'),
  clockConfirmed: text('You have confirmed the time of the server.'),
  /** Why the server did not do what was asked for. */
  refused: {
    loggedOut: text('You are no longer logged in. Log in in another tab, then try again here.'),
    notAllowed: text('You are logged in as a viewer; an administrator may do this.'),
    notReached: text('The server did not answer. Try again.'),
    notFound: text('The device is no longer enrolled: somebody has deleted it.'),
    notStored: text('The server cannot write to its disk, so nothing was changed. Check the disk of the server, then try again.'),
    other: text('The server did not accept this:')
  },
  conditions: { fresh: text('Online'), late: text('Late'), down: text('Down'), silent: text('Silent'), pending: text('Waiting for first report'), off_hours: text('Off-hours'), paused: text('Paused'), retired: text('Retired'), revoked: text('Revoked'), off: text('Off'), restarting: text('Restarting'), stopped: text('Stopped'), refused: text('Reports rejected') },
  counts: { all: text('All'), silent: text('Silent'), down: text('Down'), late: text('Late'), refused: text('Reports rejected'), pending: text('Waiting for first report'), gone: text('Not running'), fresh: text('Online'), off_hours: text('Off-hours'), paused: text('Paused'), warnings: text('With warnings'), retired: text('Retired or revoked') },
  filterByState: text('Filter by state'),
  filters: text('Filters'),
  skipToList: text('Skip to the list of devices'),
  site: text('Site'),
  anySite: text('All sites'),
  noSite: text('No site'),
  role: text('Role'),
  anyRole: text('All roles'),
  noRole: text('No role'),
  search: text('Search'),
  searchHint: text('name, address, state, revision …'),
  sort: text('Sort by'),
  sorts: { worst: text('Severity'), name: text('Name'), site: text('Site'), lastSeen: text('Last seen'), cpu: text('CPU'), memory: text('Memory'), disk: text('Disk'), temperature: text('Temperature'), errors: text('Errors') },
  reverse: text('Reverse order'),
  sortedAt: (time: string) => `sorted at ${time}`,
  sortNow: text('Sort now'),
  columns: { device: text('Device'), state: text('State and reason'), lastSeen: text('Last seen'), cpu: text('CPU'), memory: text('Memory'), disk: text('Disk'), temperature: text('Temp.'), errors: text('Errors, 24\u00a0h'), revision: text('Revision, last update') },
  never: text('never'),
  /** Between a label and its value. */
  colon: text(': '),
  nothingMatches: text('No devices match these filters.'),
  clearFilters: text('Show all devices'),
  shown: (shown: number, all: number) => shown === all ? `${all} ${all === 1 ? 'device' : 'devices'}` : `${shown} of ${all} devices`,
  announce: (silent: number, down: number, late: number) => `${silent} silent, ${down} down, ${late} late`,
  empty: {
    title: text('No devices yet'),
    first: text('Give the device an ID, and paste one line on it. It appears here within a minute of its first report.'),
    command: (user: string | undefined) => `Or enroll it on the server${asUser(user)}; the command prints its key, once, and the agent is installed by hand:`
  },
  device: {
    notFound: text('There is no device with this ID.'),
    now: text('Now'),
    noValues: text('No current values: the device is not reporting.'),
    valuesRemoved: text('No current values: this device’s reports are no longer accepted, and its last values were removed.'),
    noValuesYet: text('No values yet. The collector keeps them in memory, and the device has not reported since the collector was started.'),
    history: (duration: string) => `Last ${duration}`,
    noHistory: text('No data yet. Charts appear once the device reports.'),
    noValuesInRange: text('No values in this time.'),
    logs: text('Recent logs'),
    noLogs: text('No log lines.'),
    logsFromMemory: text('Loki does not answer. These are the newest lines that the collector remembers; older ones can be found once Loki is back.'),
    estimated: text('Estimated: the exact time is not known.'),
    facts: text('Details'),
    reach: text('Connect'),
    reachHint: text('From the server, with the account that you use to maintain devices:'),
    noAddress: (user: string | undefined) => `No address is registered. To register one, run this on the server${asUser(user)}:`,
    ownMachine: text('This device is the server itself. Run this there:'),
    maintenance: text('Maintenance'),
    maintenanceHint: (user: string | undefined) => `Run these on the server${asUser(user)}:`,
    copy: text('Copy'),
    copied: text('Copied')
  },
  commands: {
    show: text('Show all details'), pause: text('Pause: no alerts until you resume it'), resume: text('Resume'),
    rotate: text('Issue a new key (the old one keeps working for now)'), bringBack: text('Bring the device back, with a new key'), revoke: text('Lost or stolen: revoke all its keys now'), retire: text('Retire: the device is no longer used'),
    journal: text('Show the agent’s log'), restart: text('Restart the agent'), login: text('Log in')
  },
  facts: {
    hostname: text('Hostname'), address: text('Registered address'), reportedAddress: text('Reports from'), labels: text('Labels'),
    model: text('Model'), os: text('OS'), kernel: text('Kernel'), agent: text('Agent'), releases: text('Running revision'), uptime: text('Uptime'), lastBoot: text('Last boot'),
    lastSeen: text('Last seen'), enrolled: text('Enrolled'), silentAfter: text('Silent after'), downAfter: text('Down after'), scrapeUrl: text('Metrics address'), clockSkew: text('Clock'), load: text('Load average (1, 5, 15 min)'),
    memory: text('Free memory'), disk: text('Free disk space'), wifi: text('Wi-Fi signal')
  },
  of: (free: string, total: string) => `${free} of ${total}`,
  chart: { range: (low: string, high: string) => `min ${low}, max ${high}`, single: (value: string, time: string) => `one value only: ${value} at ${time}`, now: text('now') },
  levels: { debug: text('Debug'), info: text('Info'), warn: text('Warning'), error: text('Error') },
  alerts: alertTextEn,
  audit: auditTextEn,
  care: careTextEn,
  enrollment: enrollmentTextEn,
  history: historyTextEn,
  limits: limitsTextEn,
  logs: logTextEn,
  receivers: receiverTextEn,
  registration: registrationTextEn,
  account: accountTextEn,
  runRequests: runRequestTextEn,
  silences: silenceTextEn,
  updates: updateTextEn,
  wall: wallTextEn,
  login: {
    title: text('Log in'),
    how: (isInCheckout: boolean) => `Run this on the server${isInCheckout ? ', in the directory of Mimamori,' : ''} and open the link that it prints in this browser. The link works once, within 10 minutes:`,
    code: text('Or enter the code at the end of the link'),
    submit: text('Log in'),
    working: text('Logging in …'),
    printed: text('If you have set MIMAMORI_… settings, the full command is in the terminal where npm start runs.'),
    failed: (host: string) => `The server at ${host} does not know this code: it was used already, is older than 10 minutes, was printed before the server was restarted, or belongs to another server. Print a new link and try again.`,
    otherAddress: (origin: string) => `The server does not accept log-ins at ${origin}. Open the link exactly as it was printed; if it was not used, it still works.`,
    tooManyCodes: text('Too many wrong codes. Try again in a minute.'),
    ended: text('Your session has ended: it has expired, or was ended on the page or by command. After you log in, you are back where you were.'),
    withLink: text('Log in with a link'),
    password: {
      name: text('Name'), password: text('Password'),
      wrong: text('The name or the password is wrong. An administrator can give you a login link.'),
      tooOften: text('Too many wrong passwords. Try again in a minute, or log in with a link.'),
      noAnswer: text('The server does not answer. Try again.')
    }
  }
}

/** Every word of the admin page in one language. English is the model: another language has the same keys. */
export type PageText = typeof pageTextEn
