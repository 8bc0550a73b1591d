import { z } from 'zod'
import { deviceId } from './device-id.ts'
import { timestamp } from './timestamp.ts'
import { logEntry } from './log-entry.ts'
import { rejected } from './rejected.ts'

const percentage = z.number().min(0).max(100)

/** `POST /api/clients/status`: the whole state of a device in one small body, as the agents of the first fleet send it. */
export const statusReport = z.object({
  clientId: deviceId,
  hostname: z.string().min(1).max(253),
  ipAddress: z.string().min(1).max(64),
  /** Per cent, 0–100, as are memoryUsage and diskUsage. */
  cpuUsage: percentage,
  memoryUsage: percentage,
  diskUsage: percentage,
  /** Degrees Celsius. */
  temperature: z.number().min(-50).max(150).nullish(),
  /** Up to some 300 years, as in the batch's envelope. */
  uptimeSeconds: z.number().int().min(0).max(10_000_000_000).nullish(),
  lastBoot: timestamp.nullish(),
  logs: z.array(logEntry).max(20).optional()
})
export type StatusReport = z.infer<typeof statusReport>

export const statusAnswer = z.object({
  requestId: z.string(),
  statusId: z.uuid(),
  clientDeviceId: z.string(),
  logsStored: z.number().int(),
  /** There where log lines were left out that are none: how many, and why. The rest of the status was taken. */
  rejected: rejected.optional()
})
export type StatusAnswer = z.infer<typeof statusAnswer>
