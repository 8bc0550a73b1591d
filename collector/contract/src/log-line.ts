import { z } from 'zod'
import { about, requestId } from './about.ts'
import { logLevels } from './level-names.ts'

const timestamp = z.iso.datetime()

/** One stored log line as the API shows it. */
export const logLineView = z.object({
  id: z.number().int().meta(about('The ID of the line. IDs increase with the time of the event.', 890_000_000_000_000)),
  clientId: z.string().meta(about('The ID of the device.', 'pi-kiosk-03')),
  level: z.enum(logLevels).meta(about(
    'The level of the line. Level names of other loggers, such as warning, critical or trace, are mapped to one of these four.',
    'warn'
  )),
  message: z.string().meta(about('The text of the line.', 'display does not answer')),
  timestamp,
  receivedAt: timestamp.meta(about('When the collector received the line.', '2026-11-25T09:00:00.000Z')),
  estimated: z.boolean().meta(about(
    'Whether the time is an estimate: the device’s clock was wrong, or the line was in its file before the agent opened it.',
    false
  )),
  unit: z.string().optional().meta(about('The systemd unit that wrote the line.', 'kiosk.service')),
  context: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string().optional().meta(about(
    'The request ID that the line names, or else the ID of the request with which it was sent. Absent if a program pushed the line to ' +
    '`/loki/api/v1/push` and the line names none.',
    '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'
  )),
  run: z.string().optional().meta(about('The update run that the line is about.', '20261125-085000-0a1b2c'))
})
export type LogLineView = z.infer<typeof logLineView>

/**
 * `GET /api/clients/logs`. `nextCursor` is set while the search may go on: a page can be short, or empty, and then `searchedTo`
 * says how far it has come.
 */
export const logList = z.object({
  requestId,
  logs: z.array(logLineView),
  nextCursor: z.string().optional().meta(about(
    'The cursor of the next page. Present while there may be more lines, also after a short or empty page.',
    '890000000000000'
  )),
  searchedTo: timestamp.optional().meta(about(
    'The time up to which the log has been searched; present if `nextCursor` is.',
    '2026-11-25T09:00:00.000Z'
  ))
})
export type LogList = z.infer<typeof logList>

/**
 * An event `lines` of `GET /api/clients/logs/tail`, in the order in which lines were stored. `skipped`: lines that came faster than they
 * are sent. `gap`: between the event before and this one others may have been stored that are no longer available to the stream.
 */
export const logTail = z.object({
  logs: z.array(logLineView),
  skipped: z.number().int().meta(about('The number of lines left out because there were more than 500 per second.', 0)),
  gap: z.literal(true).optional().meta(about('True if lines may be missing since the previous event: search for them.', true))
})
export type LogTail = z.infer<typeof logTail>
