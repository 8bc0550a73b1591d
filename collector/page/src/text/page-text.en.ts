import { updateTextEn } from './update-text.en.ts'

const text = (words: string): string => words

/** The words of the admin page; the sentences about devices are in status-text. */
export const pageTextEn = {
  logout: text('Log out'),
  loading: text('Loading the fleet …'),
  connectionLost: text('No connection to the server. What is shown may be old; trying again …'),
  confirmClock: text('The time is right'),
  conditions: { fresh: text('Online'), late: text('Late'), silent: text('Silent'), pending: text('Not yet seen'), paused: text('Paused'), retired: text('Retired'), revoked: text('Revoked'), off: text('Off'), restarting: text('Restarting'), stopped: text('Stopped'), refused: text('Reports refused') },
  counts: { all: text('All'), silent: text('Silent'), late: text('Late'), pending: text('Not yet seen'), warnings: text('Warnings'), gone: text('Not running'), fresh: text('Online'), paused: text('Paused'), retired: text('Retired') },
  filterByState: text('Show by state'),
  filters: text('Filters'),
  site: text('Site'),
  anySite: text('All sites'),
  noSite: text('No site'),
  role: text('Role'),
  anyRole: text('All roles'),
  noRole: text('No role'),
  search: text('Search'),
  searchHint: text('Name, address, model, revision …'),
  sort: text('Sort by'),
  sorts: { worst: text('Worst first'), name: text('Name'), site: text('Site'), lastSeen: text('Longest unseen'), cpu: text('CPU'), memory: text('Memory'), disk: text('Disk'), temperature: text('Temperature'), errors: text('Errors') },
  columns: { device: text('Device'), state: text('State and reason'), lastSeen: text('Last seen'), cpu: text('CPU'), memory: text('Memory'), disk: text('Disk'), temperature: text('Temp.'), errors: text('Errors 24 h'), revision: text('Revision') },
  never: text('never'),
  nothingMatches: text('No device matches these filters.'),
  clearFilters: text('Show all devices'),
  shown: (shown: number, all: number) => shown === all ? `${all} ${all === 1 ? 'device' : 'devices'}` : `${shown} of ${all} devices`,
  announce: (silent: number, late: number) => `${silent} silent, ${late} late`,
  empty: {
    title: text('No device is enrolled yet'),
    first: text('Enrol the first one on the server. It prints the device’s key, once:'),
    then: text('Then install the agent on the device with that id and key. It appears here within a minute of its first report.')
  },
  device: {
    notFound: text('There is no device with this id.'),
    now: text('Now'),
    noValues: text('No current values while the device is not fresh.'),
    noValuesYet: text('No values yet: the collector keeps them in memory only, and the device has told none since that was started. They come with its next report.'),
    history: text('Last 6 hours'),
    noHistory: text('Nothing recorded yet. Charts fill while the device reports.'),
    logs: text('Recent log'),
    noLogs: text('No log lines stored.'),
    estimated: text('The device’s clock was not set; the time is estimated.'),
    facts: text('Facts'),
    reach: text('How to reach it'),
    reachHint: text('From the server, with the account that you maintain the devices with:'),
    noAddress: text('No address is registered. Register one, on the server in the directory of Mimamori:'),
    ownMachine: text('This is the server itself. On it:'),
    maintenance: text('Maintenance'),
    maintenanceHint: text('On the server, in the directory of Mimamori:'),
    copy: text('Copy'),
    copied: text('Copied')
  },
  commands: {
    show: text('Show everything known of it'), pause: text('Off on purpose: no alert until it is resumed'), resume: text('Back in use'),
    rotate: text('Give it a new key beside the old one'), revoke: text('Lost or stolen: stop all its keys at once'), retire: text('Out of use for good'),
    journal: text('Read its agent’s log'), restart: text('Restart its agent'), startedLog: text('Read its agent’s log where npm start runs it (in the directory of Mimamori)'), unitLog: text('Read its agent’s log where systemd runs it'), login: text('Log in')
  },
  facts: {
    id: text('Id'), hostname: text('Host name'), address: text('Registered address'), reportedAddress: text('Reports from'), site: text('Site'), role: text('Role'), labels: text('Labels'),
    model: text('Model'), os: text('System'), kernel: text('Kernel'), agent: text('Agent'), releases: text('Running'), uptime: text('Running for'), lastBoot: text('Started'),
    lastSeen: text('Last seen'), enrolled: text('Enrolled'), silentAfter: text('Silent after'), clockSkew: text('Clock'), load: text('Load (1, 5, 15 min)'),
    memory: text('Memory free'), disk: text('Disk free'), wifi: text('Wi-Fi signal'), serverTime: text('Server time')
  },
  of: (free: string, total: string) => `${free} of ${total}`,
  chart: { range: (low: string, high: string) => `lowest ${low}, highest ${high}`, single: (value: string, time: string) => `one value only: ${value} at ${time}`, now: text('now') },
  levels: { debug: text('Debug'), info: text('Info'), warn: text('Warning'), error: text('Error') },
  updates: updateTextEn,
  login: {
    title: text('Log in'),
    how: text('Print a login link on the server and open it in this browser. It works once, for ten minutes:'),
    code: text('Or enter its code'),
    submit: text('Log in'),
    working: text('Logging in …'),
    failed: text('That code is unknown, used or too old. Print a new link and try again.')
  }
}

/** Every word of the admin page in one language. English is the model: another language has the same keys. */
export type PageText = typeof pageTextEn
