import { randomUUID } from 'node:crypto'
import type { LogTail } from '@mimamori/contract'
import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import { viewLogLine } from '../../devices/snapshot/view-log-line.ts'
import type { EventStream } from '../../platform/http/event-streams/event-stream.ts'
import { createTickingStreams } from '../../platform/http/event-streams/ticking-streams.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import { matches, type LogConditions } from '../matches.ts'
import { createRecentLines, type RecentLines } from './recent-lines.ts'
import type { SearchableLog } from './searchable-log.ts'

/** Nobody reads more in a second, and no browser draws more. */
const linesOfEvent = 500

/** The filter of a stream's lines, asked at each tick: devices come to a site, and leave it. Undefined for none. */
type Conditions = () => LogConditions | undefined

/**
 * Sends lines to streams as they are stored: the lines of a second together (event `lines`, LogTail). Each event has an id, with which a
 * stream that broke off resumes (docs/adr/0035-the-log-has-a-queue-and-a-database-of-its-own.md).
 */
export interface LogFeed {
  /** `lastEventId`: of the last event that its reader has. */
  add (stream: EventStream, conditions: Conditions, lastEventId?: string): void
  /** Sends lines stored since the last time; the feed does it every second while someone listens. */
  tick (): Promise<void>
  readonly streams: number
  close (): void
}

interface Listener {
  readonly conditions: Conditions
  /** The position of the last line that it was sent, or that was not for it. */
  place: number
  /** It resumed after an earlier event, and is sent all lines since. */
  isBehind: boolean
  /** Whether it missed lines that are no longer known. */
  hasGap: boolean
}

interface Options {
  readonly recent?: RecentLines
  readonly onError?: (error: unknown) => void
}

interface Placed {
  readonly line: LogLine
  readonly place: number
}

export const createLogFeed = (log: Pick<SearchableLog, 'onStored'>, { recent = createRecentLines(), onError }: Options = {}): LogFeed => {
  // Positions begin again with each run.
  const run = randomUUID().slice(0, 8)
  const stopListening = log.onStored((lines) => { recent.add(lines) })

  const send = (
    stream: EventStream,
    place: number,
    { lines, skipped, isGap }: { readonly lines: readonly Placed[], readonly skipped: number, readonly isGap: boolean }
  ): void =>
    stream.send(
      'lines',
      JSON.stringify({ logs: lines.map(({ line }) => viewLogLine(line)), skipped, ...(isGap && { gap: true }) } satisfies LogTail),
      `${run}-${place}`
    )

  const chosen = async (lines: readonly LogLine[], first: number, conditions: LogConditions): Promise<readonly Placed[]> => {
    const holds = matches(conditions)
    const slice = timeSlice()
    const found: Placed[] = []
    for (const [i, line] of lines.entries()) {
      if (holds(line)) found.push({ line, place: first + i })
      await slice.pause()
    }
    return found
  }

  const sendTo = async (stream: EventStream, listener: Listener): Promise<void> => {
    const { newest } = recent
    const { lines, isGap } = recent.after(listener.place)
    const hasGap = isGap || listener.hasGap
    if (lines.length === 0 && !hasGap) return
    const wanted = listener.conditions()
    const found = wanted === undefined ? [] : await chosen(lines, newest - lines.length + 1, wanted)
    const { isBehind } = listener
    Object.assign(listener, { place: newest, isBehind: false, hasGap: false } satisfies Partial<Listener>)
    // The newest: a person who follows wants the present lines.
    const sent = isBehind ? found : found.slice(-linesOfEvent)
    for (let i = 0; i === 0 || i < sent.length; i += linesOfEvent) {
      const isLast = i + linesOfEvent >= sent.length
      const part = sent.slice(i, i + linesOfEvent)
      send(stream, isLast ? newest : part.at(-1)!.place, {
        lines: part,
        skipped: i === 0 ? found.length - sent.length : 0,
        isGap: i === 0 && hasGap
      })
    }
  }

  const streams = createTickingStreams<Listener>({
    async sendChanges () {
      // A slow reader is sent the rest once it has read, as long as it is in memory.
      for (const [stream, listener] of streams.listeners) if (!stream.body.writableNeedDrain) await sendTo(stream, listener)
    },
    forget: () => undefined,
    onError
  })

  /** The start of a stream. */
  const beginning = (lastEventId: string | undefined): Omit<Listener, 'conditions'> => {
    if (lastEventId === undefined) return { place: recent.newest, isBehind: false, hasGap: false }
    const [, ofRun, place] = /^([\da-f]+)-(\d{1,15})$/.exec(lastEventId) ?? []
    return ofRun === run
      ? { place: Math.min(Number(place), recent.newest), isBehind: true, hasGap: false }
      : { place: recent.newest - recent.after(0).lines.length, isBehind: true, hasGap: true }
  }

  return {
    add (stream, conditions, lastEventId) {
      const listener: Listener = { conditions, ...beginning(lastEventId) }
      // A listener that has received no line yet also needs an id to resume from.
      if (lastEventId === undefined) send(stream, listener.place, { lines: [], skipped: 0, isGap: false })
      streams.add(stream, listener)
    },
    tick: () => streams.tick(),
    get streams () { return streams.listeners.size },
    close () {
      stopListening()
      streams.close()
    }
  }
}
