import { z } from 'zod'
import { timestamp } from './timestamp.ts'
import { logLevel } from './log-level.ts'

/**
 * A log line as `/api/clients/status` and `/api/clients/logs` take it. What is wrong is counted by its
 * message, which so has no value in it.
 */
export const logEntry = z.object({
  level: logLevel.default('info'),
  message: z.string().min(1, 'expected at least 1 character').max(1000, 'expected at most 1000 characters'),
  context: z.record(z.string().max(64, 'expected keys of at most 64 characters'), z.unknown()).optional(),
  timestamp: timestamp.optional()
})
export type LogEntry = z.infer<typeof logEntry>
