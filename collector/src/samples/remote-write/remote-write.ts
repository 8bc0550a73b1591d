import type { Clock } from '../../platform/clock/clock.ts'
import { remoteWriteClient, type RemoteWriteOptions } from './remote-write-client.ts'
import { createSplittingWriter, type OutcomeCounts } from './splitting-writer.ts'
import { countSamples, type WrittenSeries } from './write-request.ts'

/** As large as the pushes to Loki: limits of receivers and of proxies are larger, and a request is done before another waits long. */
const pieceBytes = 1_048_576

/** At least its unpacked size in a request. */
const bytesOf = ({ labels, samples }: WrittenSeries): number =>
  Object.entries(labels).reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value) + 8, 8) + 20 * samples.length

/** Series in pieces of about a megabyte. Series without samples are left out. */
const inPieces = (series: readonly WrittenSeries[]): readonly (readonly WrittenSeries[])[] => {
  const pieces: WrittenSeries[][] = []
  let left = 0
  for (const one of series) {
    if (one.samples.length === 0) continue
    const bytes = bytesOf(one)
    if (bytes > left) {
      pieces.push([])
      left = pieceBytes
    }
    pieces.at(-1)!.push(one)
    left -= bytes
  }
  return pieces
}

/** Samples of one series that were delivered late. */
export interface LateSeries {
  /** With `__name__`, complete; in any order. */
  readonly labels: Readonly<Record<string, string>>
  /** Oldest first. */
  readonly samples: readonly { readonly timestampMs: number, readonly value: number }[]
  /**
   * When the device's live series were scraped again, later than every sample: a marker there ends the series
   * (https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness), without which its last value would be found for
   * five minutes more, next to the live one. The same marker may come again with every batch of a gap.
   */
  readonly endMs?: number
}

/** Prometheus' remote write (https://prometheus.io/docs/specs/prw/remote_write_spec/), version 1.0. */
export interface RemoteWrite {
  /**
   * Resolves with the number of samples for each outcome when none of them need be sent again. Sending stored ones again
   * does no harm. @throws {RetryLaterError}
   */
  write (series: readonly LateSeries[]): Promise<OutcomeCounts>
}

interface Options extends RemoteWriteOptions {
  readonly clock: Pick<Clock, 'nowMs'>
}

/**
 * One sample in the future moves Prometheus' window for old ones by as much, and it may take it
 * (docs/adr/0036-late-samples-by-remote-write.md).
 */
const untilNow = ({ labels, samples, endMs }: LateSeries, nowMs: number): WrittenSeries => ({
  labels,
  samples: [
    ...samples.filter(({ timestampMs }) => timestampMs <= nowMs),
    ...endMs === undefined || endMs > nowMs ? [] : [{ timestampMs: endMs, value: 'end' as const }]
  ]
})

export const createRemoteWrite = ({ clock, ...options }: Options): RemoteWrite => {
  const client = remoteWriteClient(options)
  return {
    async write (series) {
      const nowMs = clock.nowMs()
      const past = series.map((one) => untilNow(one, nowMs))
      const writer = createSplittingWriter(client)
      for (const piece of inPieces(past)) await writer.write(piece)
      const counts = writer.counts()
      const inFuture = countSamples(series) - countSamples(past)
      return inFuture === 0 ? counts : { ...counts, refused: (counts.refused ?? 0) + inFuture }
    }
  }
}
