import { z } from 'zod'
import { about } from './about.ts'
import { timestamp } from './timestamp.ts'
import { logLevel } from './log-level.ts'

/**
 * A log line as `/api/clients/status` and `/api/clients/logs` take it. Mistakes are counted by their
 * message, which therefore has no value in it.
 */
export const logEntry = z.object({
  level: logLevel.default('info').meta(about(
    'The level of the line. Level names of other loggers, such as warning, critical or trace, are mapped to one of these four.',
    'warn'
  )),
  message: z.string().min(1, 'expected at least 1 character').max(1000, 'expected at most 1000 characters').meta(about(
    'The text of the line.',
    'display does not answer'
  )),
  context: z.record(z.string().max(64, 'expected keys of at most 64 characters'), z.unknown()).optional().describe(
    'Additional fields of the line. Secrets are masked.'
  ),
  timestamp: timestamp.optional().meta(about(
    'The time of the event, by the device’s clock if it sends a time; in lists, corrected if that time is not plausible.',
    '2026-11-25T08:59:58.000Z'
  ))
})
export type LogEntry = z.infer<typeof logEntry>
