import { defaultReportIntervalSeconds } from '@mimamori/contract/default-limits'
import { priorities } from './priority.ts'
import {
  absolutePath, apiBaseUrl, checkedSets, collectorSwitches, deviceId, deviceKey, fileEncodings, filePatterns, httpChecks, journalMatches,
  listenAddress, namedPatterns, oneOf, processNames, timeFormats, unitNames, unitPatterns, wholeNumber, yesOrNo
} from './setting-kinds.ts'
import { optional, withDefault, type ValuesOf } from './setting-table.ts'

const noNames: readonly string[] = []

/** Every setting of the agent, as README.md lists them (a test compares the two). */
export const settings = {
  apiBaseUrl: optional('API_BASE_URL', apiBaseUrl),
  clientId: optional('CLIENT_ID', deviceId),
  clientKey: optional('CLIENT_KEY', deviceKey),
  clientKeyFile: optional('CLIENT_KEY_FILE', absolutePath),
  caFile: optional('CA_FILE', absolutePath),
  requestTimeoutSeconds: withDefault('REQUEST_TIMEOUT_SECONDS', wholeNumber(1, 300), 10),
  push: withDefault('PUSH', yesOrNo, true),
  intervalSeconds: withDefault('INTERVAL_SECONDS', wholeNumber(5, 3600), defaultReportIntervalSeconds),
  firstReport: withDefault('FIRST_REPORT', oneOf('spread', 'now'), 'spread'),
  listen: optional('LISTEN', listenAddress),
  profile: withDefault('PROFILE', oneOf('default', 'lean', 'full'), 'default'),
  collectors: withDefault('COLLECTORS', collectorSwitches, noNames),
  textfileDirectory: optional('TEXTFILE_DIRECTORY', absolutePath),
  watchedUnits: withDefault('WATCHED_UNITS', unitNames, noNames),
  watchedProcesses: withDefault('WATCHED_PROCESSES', processNames, noNames),
  watchedHttp: withDefault('WATCHED_HTTP', httpChecks, noNames),
  procRoot: withDefault('PROC_ROOT', absolutePath, '/proc'),
  sysRoot: withDefault('SYS_ROOT', absolutePath, '/sys'),
  rootfs: withDefault('ROOTFS', absolutePath, ''),
  udevDataRoot: withDefault('UDEV_DATA_ROOT', absolutePath, '/run/udev/data'),
  logJournal: withDefault('LOG_JOURNAL', yesOrNo, true),
  logUnits: withDefault('LOG_UNITS', unitPatterns, noNames),
  logPriority: withDefault('LOG_PRIORITY', oneOf(...priorities), 'info'),
  logJournalMatches: withDefault('LOG_JOURNAL_MATCHES', journalMatches, noNames),
  logFiles: withDefault('LOG_FILES', filePatterns, noNames),
  logFirstLines: withDefault('LOG_FIRST_LINES', namedPatterns, []),
  logTimeFormat: withDefault('LOG_TIME_FORMAT', timeFormats, []),
  logEncoding: withDefault('LOG_ENCODING', fileEncodings, []),
  logRedact: withDefault('LOG_REDACT', namedPatterns, []),
  logLinesPerSecond: withDefault('LOG_LINES_PER_SECOND', wholeNumber(1, 100_000), 20),
  logBurstLines: withDefault('LOG_BURST_LINES', wholeNumber(1, 1_000_000), 2000),
  logLevel: withDefault('LOG_LEVEL', oneOf('debug', 'info', 'warn', 'error'), 'info'),
  spoolDirectory: optional('SPOOL_DIRECTORY', absolutePath),
  // No more than the time that the collector remembers batches for: an older one whose answer was lost would be stored twice.
  spoolMaxAgeHours: withDefault('SPOOL_MAX_AGE_HOURS', wholeNumber(1, 720), 168),
  spoolFlushSeconds: withDefault('SPOOL_FLUSH_SECONDS', wholeNumber(5, 3600), 120),
  logSpoolKibibytes: withDefault('LOG_SPOOL_KIBIBYTES', wholeNumber(16, 65536), 512),
  logSpoolDiskMebibytes: withDefault('LOG_SPOOL_DISK_MEBIBYTES', wholeNumber(0, 65536), 64),
  sampleSpoolKibibytes: withDefault('SAMPLE_SPOOL_KIBIBYTES', wholeNumber(64, 65536), 256),
  sampleSpoolDiskMebibytes: withDefault('SAMPLE_SPOOL_DISK_MEBIBYTES', wholeNumber(0, 65536), 64),
  logBacklogLinesPerSecond: withDefault('LOG_BACKLOG_LINES_PER_SECOND', wholeNumber(1, 100_000), 100),
  contentDirectory: optional('CONTENT_DIRECTORY', absolutePath),
  contentBytesPerSecond: withDefault('CONTENT_BYTES_PER_SECOND', wholeNumber(0, 1_000_000_000), 4_000_000),
  contentCheckedSets: withDefault('CONTENT_CHECKED_SETS', checkedSets, []),
  stateFile: optional('STATE_FILE', absolutePath)
}

/** Each setting once the file has been read. */
export type SettingValues = ValuesOf<typeof settings>
