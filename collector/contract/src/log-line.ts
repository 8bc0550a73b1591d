import { z } from 'zod'
import { logLevels } from './level-names.ts'

const timestamp = z.iso.datetime()

/** One stored log line as the API shows it. */
export const logLineView = z.object({
  id: z.number().int(),
  clientId: z.string(),
  level: z.enum(logLevels),
  message: z.string(),
  timestamp,
  receivedAt: timestamp,
  estimated: z.boolean(),
  unit: z.string().optional(),
  context: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
  /** The update run that the line is about. */
  run: z.string().optional()
})
export type LogLineView = z.infer<typeof logLineView>

/**
 * `GET /api/clients/logs`. `nextCursor` is there while the search may go on: a page can be short, or empty, and then `searchedTo`
 * says how far it has come.
 */
export const logList = z.object({
  requestId: z.string(),
  logs: z.array(logLineView),
  nextCursor: z.string().optional(),
  searchedTo: timestamp.optional()
})
export type LogList = z.infer<typeof logList>

/**
 * An event `lines` of `GET /api/clients/logs/tail`, in the order in which lines were stored. `skipped`: lines that came faster than they
 * are sent. `gap`: between the event before and this one others may have been stored that nobody keeps for the stream.
 */
export const logTail = z.object({ logs: z.array(logLineView), skipped: z.number().int(), gap: z.literal(true).optional() })
export type LogTail = z.infer<typeof logTail>
