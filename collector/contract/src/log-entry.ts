import { z } from 'zod'
import { instant } from './instant.ts'

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = typeof logLevels[number]

/** A log line as `/api/clients/status` and `/api/clients/logs` take it; levels in upper or lower case. */
export const logEntry = z.object({
  level: z.string().transform((level) => level.toLowerCase()).pipe(z.enum(logLevels)).default('info'),
  message: z.string().min(1).max(1000),
  context: z.record(z.string().max(64), z.unknown()).optional(),
  timestamp: instant.optional()
})
export type LogEntry = z.infer<typeof logEntry>
