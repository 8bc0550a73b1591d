import { z } from 'zod'
import { runHost, updateQueue } from '@mimamori/contract'
import { clientStatus, logLineView } from './client-status.ts'
import { measures } from './facts/facts.ts'

const percentage = z.number().nullable()

const runOfDevice = runHost.extend({ run: z.string(), playbook: z.string(), ended: z.boolean() })

/** All that a device's own page shows. Units as in the client's status; measures in base units. */
export const deviceDetails = z.object({
  requestId: z.string(),
  serverTime: z.iso.datetime(),
  timeZone: z.string(),
  client: clientStatus,
  kernel: z.string().nullable(),
  measures: z.partialRecord(z.enum(measures), z.number()),
  /** Oldest first, of the last six hours. */
  history: z.array(z.object({ at: z.number().int(), cpuUsage: percentage, memoryUsage: percentage, diskUsage: percentage, temperature: z.number().nullable() })),
  /** What it waits for where a run could not reach it, and since when no run updates it. */
  waiting: updateQueue.shape.waiting.element.nullable(),
  pinned: updateQueue.shape.pinned.element.nullable(),
  /** Newest first. */
  updates: z.array(runOfDevice),
  /** Playbooks that updated nothing; newest first. */
  otherRuns: z.array(runOfDevice),
  /** Newest first. */
  logs: z.array(logLineView)
})
export type DeviceDetails = z.infer<typeof deviceDetails>
