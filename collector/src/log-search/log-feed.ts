import type { LogTail } from '@mimamori/contract'
import { timeSlice } from '../event-loop/time-slice.ts'
import { viewLogLine } from '../fleet-status/log-line.ts'
import type { EventStream } from '../http/event-streams/event-stream.ts'
import { createTickingStreams } from '../http/event-streams/ticking-streams.ts'
import type { LogLine } from '../logs/log-line.ts'
import { matches, type LogConditions } from '../logs/matches.ts'
import type { SearchableLog } from './searchable-log.ts'

/** More a second nobody reads, and no browser draws. */
const linesOfTick = 500
/** As many lines of all devices as are looked at in a second. */
const arrivedAtMost = 20_000

/** Which lines a stream is sent, asked at each tick: devices come to a site, and leave it. Undefined for none. */
type Conditions = () => LogConditions | undefined

/** Sends lines to streams as they are stored: those of a second together (event `lines`, LogTail). */
export interface LogFeed {
  add (stream: EventStream, conditions: Conditions): void
  /** Sends what was stored since the last time; what the feed does every second while someone listens. */
  tick (): Promise<void>
  readonly streams: number
  close (): void
}

export const createLogFeed = (log: Pick<SearchableLog, 'onStored'>, { onError }: { readonly onError?: (error: unknown) => void } = {}): LogFeed => {
  let arrived: LogLine[] = []
  let missed = 0

  const stopListening = log.onStored((lines) => {
    if (streams.listeners.size === 0) return
    const room = lines.slice(0, arrivedAtMost - arrived.length)
    arrived.push(...room)
    missed += lines.length - room.length
  })

  const chosen = async (lines: readonly LogLine[], conditions: LogConditions): Promise<readonly LogLine[]> => {
    const holds = matches(conditions)
    const slice = timeSlice()
    const found: LogLine[] = []
    for (const line of lines) {
      if (holds(line)) found.push(line)
      await slice.pause()
    }
    return found
  }

  const sendChanges = async (): Promise<void> => {
    const [lines, overlooked] = [arrived, missed]
    arrived = []
    missed = 0
    if (lines.length === 0) return
    for (const [stream, conditions] of streams.listeners) {
      const wanted = conditions()
      const found = wanted === undefined ? [] : await chosen(lines, wanted)
      // The newest: who reads slowly wants to know how it is now.
      const sent = stream.body.writableNeedDrain ? [] : found.slice(-linesOfTick)
      if (found.length > 0) stream.send('lines', JSON.stringify({ logs: sent.map(viewLogLine), skipped: found.length - sent.length + overlooked } satisfies LogTail))
    }
  }

  const streams = createTickingStreams<Conditions>({
    sendChanges,
    forget () {
      arrived = []
      missed = 0
    },
    onError
  })

  return {
    add: (stream, conditions) => streams.add(stream, conditions),
    tick: () => streams.tick(),
    get streams () { return streams.listeners.size },
    close () {
      stopListening()
      streams.close()
    }
  }
}
