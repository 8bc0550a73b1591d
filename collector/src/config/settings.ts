import { listenAddress, origin, secret, siteTimeZones, text, timeZone, wholeNumber, yesNo, type Parse } from './values.ts'

/** One setting: the environment variable, how its text is read, its default (as text; none: undefined), and what it is for. */
export interface Setting<Value> {
  readonly name: string
  readonly parse: Parse<Value>
  readonly fallback: string
  readonly help: string
}

const setting = <Value>(name: string, parse: Parse<Value>, fallback: string, help: string): Setting<Value> => ({ name, parse, fallback, help })

const optional = <Value>(parse: Parse<Value>): Parse<Value | undefined> => (written, text) => written === '' ? undefined : parse(written, text)

/** Every setting of the collector. A new one is a line here; `Config` follows. */
export const settings = {
  listen: setting('MIMAMORI_LISTEN', listenAddress, '127.0.0.1:8080', 'address and port to listen on'),
  dataDir: setting('MIMAMORI_DATA_DIR', text, './var', 'directory of the database and the token files'),
  adminToken: setting('MIMAMORI_ADMIN_TOKEN', optional(secret), '', 'token of the administrator; generated into the data directory if not set'),
  publicUrl: setting('MIMAMORI_PUBLIC_URL', optional(origin), '', 'origin under which browsers reach the collector, where a proxy stands before it'),
  tlsCert: setting('MIMAMORI_TLS_CERT', optional(text), '', 'certificate file (PEM) for https'),
  tlsKey: setting('MIMAMORI_TLS_KEY', optional(text), '', 'key file (PEM) for https'),
  allowHttp: setting('MIMAMORI_ALLOW_HTTP', yesNo, 'no', 'yes: listen beyond this machine without https'),
  timeZone: setting('MIMAMORI_TIME_ZONE', optional(timeZone), '', "time zone of sites without one of their own; the server's if not set"),
  siteTimeZones: setting('MIMAMORI_SITE_TIME_ZONES', optional(siteTimeZones), '', 'time zones by site, such as north=Asia/Tokyo,south=Asia/Taipei'),
  rtcBattery: setting('MIMAMORI_RTC_BATTERY', yesNo, 'no', 'yes: this server has a real-time clock with a battery'),
  probePort: setting('MIMAMORI_PROBE_PORT', wholeNumber(1, 65_535), '22', 'TCP port on which a late device is tried'),
  reportIntervalSeconds: setting('MIMAMORI_REPORT_INTERVAL_SECONDS', wholeNumber(1, 3600), '60', 'how often devices are asked to report'),
  deviceRequestsPerMinute: setting('MIMAMORI_DEVICE_REQUESTS_PER_MINUTE', wholeNumber(1, 1_000_000), '600', 'requests that one device may make in a minute'),
  maxBodyBytes: setting('MIMAMORI_MAX_BODY_BYTES', wholeNumber(1024, 268_435_456), '1048576', 'largest body of a request'),
  logRetentionDays: setting('MIMAMORI_LOG_RETENTION_DAYS', wholeNumber(1, 3650), '30', 'how long log lines are kept'),
  logMaxBytes: setting('MIMAMORI_LOG_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '536870912', 'space for log lines; beyond it the oldest of the devices with the most are removed'),
  requestTimeoutSeconds: setting('MIMAMORI_REQUEST_TIMEOUT_SECONDS', wholeNumber(1, 3600), '30', 'how long a request may take to arrive')
}

/** The settings as the program uses them. */
export type Config = { readonly [Key in keyof typeof settings]: ReturnType<typeof settings[Key]['parse']> }
