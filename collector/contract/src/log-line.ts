import { z } from 'zod'
import { logLevels } from './level-names.ts'

const instant = z.iso.datetime()

/** One stored log line as the API shows it. */
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

/** `GET /api/clients/logs`: newest first; `nextCursor` is there while older lines follow. */
export const logList = z.object({ requestId: z.string(), logs: z.array(logLineView), nextCursor: z.string().optional() })
