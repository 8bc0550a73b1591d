import { absolutePath, apiBaseUrl, collectorSwitches, deviceId, deviceKey, httpChecks, listenAddress, oneOf, processNames, unitNames, wholeNumber, yesOrNo, type SettingKind } from './setting-kinds.ts'

interface Setting<Value, Fallback> {
  /** Its name in the file. */
  readonly key: string
  readonly kind: SettingKind<Value>
  readonly fallback: Fallback
}

const optional = <Value>(key: string, kind: SettingKind<Value>): Setting<Value, undefined> => ({ key, kind, fallback: undefined })
const withDefault = <Value>(key: string, kind: SettingKind<Value>, fallback: NoInfer<Value>): Setting<Value, Value> => ({ key, kind, fallback })

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
  intervalSeconds: withDefault('INTERVAL_SECONDS', wholeNumber(5, 3600), 60),
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
  logLevel: withDefault('LOG_LEVEL', oneOf('debug', 'info', 'warn', 'error'), 'info'),
  logSpoolKibibytes: withDefault('LOG_SPOOL_KIBIBYTES', wholeNumber(16, 65536), 512),
  stateFile: optional('STATE_FILE', absolutePath)
}

type Settings = typeof settings

/** What each setting is when the file has been read: its value, or its fallback. */
export type SettingValues = {
  readonly [Name in keyof Settings]: Settings[Name] extends Setting<infer Value, infer Fallback> ? Value | Fallback : never
}

/**
 * The names that an existing /etc/raspi-status-agent.conf may have: what each has become here, or `ignored` where the
 * agent needs it no more (a place is the collector's registry's to know, the log is journald's, temperatures and the
 * state of the storage are found without a setting).
 */
export const formerSettings: Readonly<Record<string, { readonly now: string } | 'ignored'>> = {
  REQUEST_TIMEOUT: { now: 'REQUEST_TIMEOUT_SECONDS' },
  LOCATION: 'ignored',
  LOG_FILE: 'ignored',
  TEMPERATURE_FILE: 'ignored'
}

/** A family of names from the former agent. */
export const formerPrefix = 'STORAGE_HEALTH_'
