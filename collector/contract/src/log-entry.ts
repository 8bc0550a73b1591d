import { z } from 'zod'
import { instant } from './instant.ts'
import { logLevel } from './log-level.ts'

/** A log line as `/api/clients/status` and `/api/clients/logs` take it. */
export const logEntry = z.object({
  level: logLevel.default('info'),
  message: z.string().min(1).max(1000),
  context: z.record(z.string().max(64), z.unknown()).optional(),
  timestamp: instant.optional()
})
export type LogEntry = z.infer<typeof logEntry>
