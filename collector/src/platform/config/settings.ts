import { defaultDataDirectory, defaultListen } from '@mimamori/contract/data-directory'
import { defaultReportIntervalSeconds } from '@mimamori/contract/default-limits'
import { optional, type Setting, type SettingValues } from '@mimamori/program/settings'
import type { SettingText } from './setting-text.ts'
import { listenAddress, origin, secret, serverUrl, text, timeZone, wholeNumber, yesNo, type Parse } from './values.ts'

/** Described in platform/config/setting-text.en.ts. */
const setting = <Value>(name: string, parse: Parse<Value>, fallback: string): Setting<Value, SettingText> => ({ name, parse, fallback })

/** Every setting of the collector. A new one is a line here and one in each language's text; `Config` follows. */
export const settings = {
  listen: setting('MIMAMORI_LISTEN', listenAddress, defaultListen),
  dataDir: setting('MIMAMORI_DATA_DIR', text, defaultDataDirectory),
  adminToken: setting('MIMAMORI_ADMIN_TOKEN', optional(secret), ''),
  publicUrl: setting('MIMAMORI_PUBLIC_URL', optional(origin), ''),
  tlsCert: setting('MIMAMORI_TLS_CERT', optional(text), ''),
  tlsKey: setting('MIMAMORI_TLS_KEY', optional(text), ''),
  allowHttp: setting('MIMAMORI_ALLOW_HTTP', yesNo, 'no'),
  prometheusUrl: setting('MIMAMORI_PROMETHEUS_URL', optional(serverUrl), ''),
  alertmanagerUrl: setting('MIMAMORI_ALERTMANAGER_URL', optional(serverUrl), ''),
  alertmanagerConfig: setting('MIMAMORI_ALERTMANAGER_CONFIG', optional(text), ''),
  alertmanagerWebhookUrl: setting('MIMAMORI_ALERTMANAGER_WEBHOOK_URL', optional(serverUrl), ''),
  alertmanagerBase: setting('MIMAMORI_ALERTMANAGER_BASE', optional(text), ''),
  alertmanagerLog: setting('MIMAMORI_ALERTMANAGER_LOG', optional(text), ''),
  amtool: setting('MIMAMORI_AMTOOL', text, 'amtool'),
  alerts: setting('MIMAMORI_ALERTS', yesNo, 'yes'),
  timeZone: setting('MIMAMORI_TIME_ZONE', optional(timeZone), ''),
  calendar: setting('MIMAMORI_CALENDAR', optional(text), ''),
  rtcBattery: setting('MIMAMORI_RTC_BATTERY', yesNo, 'no'),
  agentDir: setting('MIMAMORI_AGENT_DIR', text, '/srv/mimamori/agent'),
  probePort: setting('MIMAMORI_PROBE_PORT', wholeNumber(1, 65_535), '22'),
  reportIntervalSeconds: setting('MIMAMORI_REPORT_INTERVAL_SECONDS', wholeNumber(1, 3600), String(defaultReportIntervalSeconds)),
  deviceRequestsPerMinute: setting('MIMAMORI_DEVICE_REQUESTS_PER_MINUTE', wholeNumber(1, 1_000_000), '600'),
  maxBodyBytes: setting('MIMAMORI_MAX_BODY_BYTES', wholeNumber(1024, 268_435_456), '1048576'),
  logRetentionDays: setting('MIMAMORI_LOG_RETENTION_DAYS', wholeNumber(1, 3650), '30'),
  logMaxBytes: setting('MIMAMORI_LOG_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '4294967296'),
  logQueueMaxBytes: setting('MIMAMORI_LOG_QUEUE_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '1073741824'),
  lokiUrl: setting('MIMAMORI_LOKI_URL', optional(serverUrl), ''),
  lokiTokenFile: setting('MIMAMORI_LOKI_TOKEN_FILE', optional(text), ''),
  lokiTenant: setting('MIMAMORI_LOKI_TENANT', optional(text), ''),
  lokiMaxAgeHours: setting('MIMAMORI_LOKI_MAX_AGE_HOURS', wholeNumber(1, 87_600), '168'),
  deviceLogBytesPerMinute: setting('MIMAMORI_DEVICE_LOG_BYTES_PER_MINUTE', wholeNumber(65_536, 1_000_000_000), '4194304'),
  remoteWriteUrl: setting('MIMAMORI_REMOTE_WRITE_URL', optional(serverUrl), ''),
  remoteWriteTokenFile: setting('MIMAMORI_REMOTE_WRITE_TOKEN_FILE', optional(text), ''),
  sampleQueueMaxBytes: setting('MIMAMORI_SAMPLE_QUEUE_MAX_BYTES', wholeNumber(1_048_576, 1_000_000_000_000), '268435456'),
  requestTimeoutSeconds: setting('MIMAMORI_REQUEST_TIMEOUT_SECONDS', wholeNumber(1, 3600), '30')
}

/** The settings as the program uses them. */
export type Config = SettingValues<typeof settings>
