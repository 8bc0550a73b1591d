import { z } from 'zod'
import { hostOutcomes, logLevels } from '@mimamori/contract'
import { freshnesses, reasonCodes } from './freshness/freshness.ts'
import { deviceStates } from './registry/device.ts'

const instant = z.iso.datetime()

/** One log line as the API shows it. */
export const logLineView = z.object({
  id: z.number().int(),
  clientId: z.string(),
  level: z.enum(logLevels),
  message: z.string(),
  timestamp: instant,
  receivedAt: instant,
  estimated: z.boolean(),
  unit: z.string().optional(),
  context: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
  /** The update run that the line tells of. */
  run: z.string().optional()
})
export type LogLineView = z.infer<typeof logLineView>

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
  lastBoot: instant.nullable(),
  lastSeen: instant.nullable(),
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
  /** `text` is one sentence with the next step, in the language of the request. */
  reason: z.object({ code: z.enum(reasonCodes), text: z.string(), at: instant.nullable() }).nullable(),
  silentAfterSeconds: z.number(),
  enrolledAt: instant,
  errorsLast24h: z.number().int(),
  /** Maintenance: the update run that works on it now. */
  update: z.object({ run: z.string(), state: z.literal('under_way'), since: instant }).nullable(),
  /** What its newest update came to. */
  lastUpdate: z.object({ run: z.string(), outcome: z.enum(hostOutcomes), at: instant, durationSeconds: z.number(), fromRevision: z.string().nullable(), toRevision: z.string().nullable() }).nullable(),
  /** Revisions that really run, by release. */
  releases: z.record(z.string(), z.string()),
  model: z.string().nullable(),
  os: z.string().nullable(),
  agentVersion: z.string().nullable(),
  clockSkewSeconds: z.number().nullable(),
  /** What else a person should look at, such as `throttled`, `disk_full`, `clock_wrong`, `key_weak`, `address_differs`, `identity_conflict`; with its sentence. */
  warnings: z.array(z.object({ code: z.string(), text: z.string() }))
})
export type ClientStatus = z.infer<typeof clientStatus>

/** The whole answer of `GET /api/clients/status`, and the first message of the page's stream. */
export const fleetStatus = z.object({
  requestId: z.string(),
  serverTime: instant,
  /** False while the server's own clock cannot be trusted, with the sentence that says what to do. */
  clock: z.object({ trusted: z.boolean(), text: z.string().nullable() }),
  /** False while nothing can be stored, with the sentence that says what to do. */
  storage: z.object({ writable: z.boolean(), text: z.string().nullable() }),
  sites: z.array(z.object({ site: z.string(), timeZone: z.string() })),
  clients: z.array(clientStatus)
})
export type FleetStatus = z.infer<typeof fleetStatus>
