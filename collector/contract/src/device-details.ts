import { z } from 'zod'
import { clientStatus, lastUpdate } from './client-status.ts'
import { logLineView } from './log-line.ts'
import { runHost, runSummary, updateQueue } from './update-run.ts'

/** Measures other than the four key metrics. Base units: bytes, seconds, hertz, decibel-milliwatts. */
export const measures = [
  'load1',
  'load5',
  'load15',
  'memoryTotalBytes',
  'memoryAvailableBytes',
  'diskTotalBytes',
  'diskAvailableBytes',
  'wifiSignalDbm'
] as const
export type Measure = typeof measures[number]

const runOfDevice = runHost.extend({ run: z.string(), action: runSummary.shape.action, playbook: z.string(), ended: z.boolean() })

/** The content of a device's own page. Units as in the client's status; measures in base units. */
export const deviceDetails = z.object({
  requestId: z.string(),
  serverTime: z.iso.datetime(),
  client: clientStatus,
  kernel: z.string().nullable(),
  /** The address from which the server fetches its metrics; null if it reports by itself. */
  scrapeUrl: z.string().nullable(),
  measures: z.partialRecord(z.enum(measures), z.number()),
  /** The update that it waits for if a run could not reach it, and since when it is pinned. */
  waiting: updateQueue.shape.waiting.element.nullable(),
  pinned: updateQueue.shape.pinned.element.nullable(),
  /** The result of the newest update of each release, the agent's too; by name. */
  lastUpdates: z.array(lastUpdate),
  /** Newest first. */
  updates: z.array(runOfDevice),
  /** Playbooks that updated nothing; newest first. */
  otherRuns: z.array(runOfDevice),
  /** Newest first. */
  logs: z.array(logLineView),
  /** If Loki does not answer, the lines are the ones that the collector has in memory. */
  logsFromMemory: z.boolean()
})
export type DeviceDetails = z.infer<typeof deviceDetails>
