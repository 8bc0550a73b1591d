import { z } from 'zod'
import { about } from './about.ts'
import { freshnesses, reasonCodes } from './freshness.ts'
import { logLineView } from './log-line.ts'
import { deviceStates } from './registered-device.ts'
import { hostOutcomes } from './outcomes.ts'
import { warningCodes } from './warnings.ts'

const timestamp = z.iso.datetime()

/** The result of the newest update of a release. */
export const lastUpdate = z.object({
  run: z.string().meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c')),
  /** Null if nobody has named it. */
  release: z.string().nullable(),
  outcome: z.enum(hostOutcomes).describe('The outcome of the update.'),
  at: timestamp.meta(about('When the update ended.', '2026-11-25T09:00:00.000Z')),
  durationSeconds: z.number(),
  fromRevision: z.string().nullable(),
  toRevision: z.string().nullable()
})
export type LastUpdate = z.infer<typeof lastUpdate>

/**
 * One device as `GET /api/clients/status` and the admin page show it. Names and percentages of the first eleven
 * fields are those of the first fleet's API; absent values are null there, as its callers expect.
 */
export const clientStatus = z.object({
  clientId: z.string().meta(about('The ID of the device.', 'pi-kiosk-03')),
  hostname: z.string().nullable(),
  /** The address that it reports from; the registered one is `address`. */
  ipAddress: z.string().nullable(),
  cpuUsage: z.number().nullable().meta(about('CPU usage in percent, 0–100; null unless the device is fresh.', 12.5)),
  memoryUsage: z.number().nullable().meta(about('Memory usage in percent, 0–100; null unless the device is fresh.', 40)),
  diskUsage: z.number().nullable().meta(about('Disk usage in percent, 0–100; null unless the device is fresh.', 63.2)),
  temperature: z.number().nullable().meta(about(
    'Temperature in degrees Celsius; null if it cannot be measured or unless the device is fresh.',
    51.5
  )),
  lastBoot: timestamp.nullable(),
  lastSeen: timestamp.nullable(),
  stale: z.boolean().meta(about('Whether the device is silent.', false)),
  latestLogs: z.array(logLineView).describe('The newest log lines of the device, newest first.'),
  name: z.string().nullable().meta(about('The display name of the device; null if it has none.', 'Entrance kiosk')),
  site: z.string().meta(about('The site where the device is; empty if none is set.', 'north')),
  role: z.string().meta(about('What the device is for; empty if none is set.', 'kiosk')),
  labels: z.record(z.string(), z.string()).describe('Custom labels. Prometheus gets them, too.'),
  address: z.string().nullable().meta(about('The registered host name or IP address; null if none is registered.', '192.168.10.31')),
  state: z.enum(deviceStates).meta(about(
    'The state of the registration: pending (no report yet), active, paused, retired or revoked.',
    'active'
  )),
  freshness: z.enum(freshnesses).meta(about('fresh (reported within three intervals), late or silent.', 'fresh')),
  down: z.boolean().meta(about(
    'Whether the device is down: it has sent no report for `downAfterSeconds`, and no shutdown report. DeviceDown then fires.',
    false
  )),
  reason: z.object({
    code: z.enum(reasonCodes).meta(about('The code of the reason.', 'goodbye_poweroff')),
    text: z.string().meta(about(
      'The reason and what to do about it, in the language of the request.',
      'Switched off at 18:02 GMT+9. Switch it on when it is needed.'
    )),
    at: timestamp.nullable().meta(about('Since when, or when, the reason applies; null if unknown.', '2026-11-25T09:00:00.000Z'))
  }).nullable().describe('Why the device is not fresh, or its values are not current; null otherwise.'),
  silentAfterSeconds: z.number(),
  downAfterSeconds: z.number(),
  downSeverity: z.enum(['warning', 'critical']),
  scraped: z.boolean().meta(about('Whether the collector scrapes the device.', false)),
  enrolledAt: timestamp,
  errorsLast24h: z.number().int().meta(about(
    'The number of log lines with level error in the current hour and the 24 hours before it.',
    0
  )),
  update: z.object({
    run: z.string().meta(about('The ID of the run: its start in UTC and six random hexadecimal digits.', '20261125-085000-0a1b2c')),
    state: z.literal('under_way').meta(about('Always `under_way`.', 'under_way')),
    since: timestamp.meta(about('When it began.', '2026-11-25T09:00:00.000Z'))
  }).nullable().describe('The update in progress on the device; null if there is none.'),
  lastUpdate: lastUpdate.nullable().describe(
    'The most recent update of the device’s applications; if one of several did not succeed, that one. Null if there has been none.'
  ),
  lastAgentUpdate: lastUpdate.nullable().describe('The most recent update of the device’s agent; null if there has been none.'),
  releases: z.record(z.string(), z.string()).describe('The revisions that the device runs, by release.'),
  model: z.string().nullable().meta(about('The model of the board.', 'Raspberry Pi 4 Model B Rev 1.4')),
  os: z.string().nullable().meta(about('The operating system.', 'Debian GNU/Linux 13 (trixie)')),
  agentVersion: z.string().nullable().meta(about('The version of the agent; null if the device has none.', '0.1.0')),
  clockSkewSeconds: z.number().nullable().meta(about('The device’s clock minus the server’s; null if unknown.', 0.2)),
  warnings: z.array(z.object({
    code: z.enum(warningCodes).meta(about('The code of the warning.', 'disk_full')),
    text: z.string().meta(about('The problem and what to do about it, in the language of the request.', 'The disk is 97% full.'))
  })).describe('What needs attention, most severe first.')
})
export type ClientStatus = z.infer<typeof clientStatus>
