import { compress } from 'snappyjs'
import { toEntry } from './line-entry.ts'
import type { Fields } from './label-set.ts'
import { lateJob } from './log-jobs.ts'
import type { LokiClient, RefusedPush } from './loki-client.ts'
import type { NumberedLine } from './number-lines.ts'
import { encodePushRequest, type LokiEntry } from './push-request.ts'
import { linesBehind } from './read-refusal.ts'

interface Stream {
  readonly job: string
  readonly labels: Fields
  readonly lines: NumberedLine[]
}

/** Lines by their streams, each oldest first. */
const streamsOf = (lines: readonly NumberedLine[], siteOf: (deviceId: string) => string): readonly Stream[] => {
  const streams = new Map<string, Stream>()
  for (const line of lines) {
    const { job, line: { deviceId, level } } = line
    const key = `${job} ${deviceId} ${level}`
    const stream = streams.get(key) ?? { job, labels: { site: siteOf(deviceId), device: deviceId, level }, lines: [] }
    stream.lines.push(line)
    streams.set(key, stream)
  }
  for (const { lines } of streams.values()) lines.sort((one, other) => Number(one.timestampNs - other.timestampNs))
  return [...streams.values()]
}

/** As Promtail does: Loki's limits are some times as large (`grpc_server_max_recv_msg_size`, `per_stream_rate_limit_burst`). */
const pushBytes = 1_048_576

const bytesOf = ({ line, metadata }: LokiEntry): number =>
  Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), Buffer.byteLength(line) + 32)

interface KeyedEntry extends LokiEntry {
  readonly key: string
}

/** Entries in pieces of about a megabyte. */
const inPieces = (entries: readonly KeyedEntry[]): readonly (readonly KeyedEntry[])[] => {
  const pieces: KeyedEntry[][] = []
  let left = 0
  for (const entry of entries) {
    const bytes = bytesOf(entry)
    if (bytes > left || pieces.length === 0) {
      pieces.push([])
      left = pushBytes
    }
    pieces.at(-1)!.push(entry)
    left -= bytes
  }
  return pieces
}

/** Streams that are pushed at the same time. */
const concurrency = 8
/** More than the hours that Loki takes lines of: each stream reaches an hour further back than the one before. */
const mostLate = 1000

interface Deps {
  readonly client: LokiClient
  readonly siteOf: (deviceId: string) => string
}

/** A push that was not taken whole, and its number of lines. */
export interface PushRefusal extends RefusedPush {
  readonly lines: number
}

/**
 * Pushes lines, one stream a request: for a request with several, Loki answers only for the last
 * (docs/adr/0032-one-stream-a-push-to-loki.md). Lines that are too far behind go into another stream. A push that is too large for a proxy
 * is sent in halves. Settles once nothing is under way any more. @throws {LokiUnavailableError}
 */
export const linePusher = ({ client, siteOf }: Deps): (lines: readonly NumberedLine[]) => Promise<readonly PushRefusal[]> => {
  /** Lines of failed calls that Loki has: sent again they might be behind, and be stored twice. */
  const taken = new Set<string>()
  return async (lines) => {
    const refusals: PushRefusal[] = []
    const waiting = [...streamsOf(lines.filter(({ key }) => !taken.has(key)), siteOf)]
    let failure: Error | undefined
    const pushEntries = async (stream: Stream, entries: readonly KeyedEntry[], late = 0): Promise<void> => {
      const labels = { job: lateJob(stream.job, late), ...stream.labels }
      const refused = await client.push(compress(encodePushRequest([{ labels, entries }])))
      if (refused?.isTooLarge === true && entries.length > 1) {
        const half = Math.ceil(entries.length / 2)
        for (const some of [entries.slice(0, half), entries.slice(half)]) await pushEntries(stream, some, late)
        return
      }
      const behind = refused === undefined ? 0 : linesBehind(refused.text)
      if (refused === undefined || (behind > 0 && late < mostLate)) {
        // The entries come oldest first.
        for (const { key } of entries.slice(behind)) taken.add(key)
        if (behind > 0) await pushEntries(stream, entries.slice(0, behind), late + 1)
      } else refusals.push({ ...refused, lines: entries.length })
    }
    const pushStream = async (stream: Stream): Promise<void> => {
      for (const entries of inPieces(stream.lines.map((line) => ({ ...toEntry(line), key: line.key })))) await pushEntries(stream, entries)
    }
    const work = async (): Promise<void> => {
      for (let stream = waiting.shift(); stream !== undefined && failure === undefined; stream = waiting.shift()) {
        await pushStream(stream).catch((error: Error) => { failure ??= error })
      }
    }
    await Promise.all(Array.from({ length: concurrency }, work))
    if (failure !== undefined) throw failure
    for (const { key } of lines) taken.delete(key)
    return refusals
  }
}
