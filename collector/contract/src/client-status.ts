import { z } from 'zod'
import { freshnesses, reasonCodes } from './freshness.ts'
import { logLineView } from './log-line.ts'
import { deviceStates } from './registered-device.ts'
import { hostOutcomes } from './outcomes.ts'
import { warningCodes } from './warnings.ts'

const timestamp = z.iso.datetime()

/** The result of the newest update of a release. */
export const lastUpdate = z.object({
  run: z.string(),
  /** Null where nobody has named it. */
  release: z.string().nullable(),
  outcome: z.enum(hostOutcomes),
  at: timestamp,
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
  clientId: z.string(),
  hostname: z.string().nullable(),
  /** Where it reports from; the registered one is `address`. */
  ipAddress: z.string().nullable(),
  /** Per cent, 0–100; null while not fresh, as are the next three. */
  cpuUsage: z.number().nullable(),
  memoryUsage: z.number().nullable(),
  diskUsage: z.number().nullable(),
  /** Degrees Celsius. */
  temperature: z.number().nullable(),
  lastBoot: timestamp.nullable(),
  lastSeen: timestamp.nullable(),
  /** Whether it is silent. */
  stale: z.boolean(),
  latestLogs: z.array(logLineView),
  name: z.string().nullable(),
  site: z.string(),
  role: z.string(),
  labels: z.record(z.string(), z.string()),
  address: z.string().nullable(),
  state: z.enum(deviceStates),
  freshness: z.enum(freshnesses),
  /** Without a report for longer than `downAfterSeconds`, and without a shutdown report: DeviceDown fires. */
  down: z.boolean(),
  /** `text` is one sentence with the next step, in the language of the request. */
  reason: z.object({ code: z.enum(reasonCodes), text: z.string(), at: timestamp.nullable() }).nullable(),
  silentAfterSeconds: z.number(),
  downAfterSeconds: z.number(),
  downSeverity: z.enum(['warning', 'critical']),
  /** The collector scrapes it: it may have no agent. */
  scraped: z.boolean(),
  enrolledAt: timestamp,
  errorsLast24h: z.number().int(),
  /** Maintenance: the update run that works on it now. */
  update: z.object({ run: z.string(), state: z.literal('under_way'), since: timestamp }).nullable(),
  /** The result of the newest update of its applications; if the newest of one of several failed, the result of that one. */
  lastUpdate: lastUpdate.nullable(),
  /** The result of the newest update of its agent. */
  lastAgentUpdate: lastUpdate.nullable(),
  /** Revisions that really run, by release. */
  releases: z.record(z.string(), z.string()),
  model: z.string().nullable(),
  os: z.string().nullable(),
  agentVersion: z.string().nullable(),
  clockSkewSeconds: z.number().nullable(),
  /** Warnings for a person, the gravest first; each with its sentence in the language of the request. */
  warnings: z.array(z.object({ code: z.enum(warningCodes), text: z.string() }))
})
export type ClientStatus = z.infer<typeof clientStatus>
