import type { Gap } from '../devices/connection/gaps.ts'
import type { Device } from '../devices/registry/device.ts'
import type { LeftOutReason } from '../devices/live/limits.ts'
import { createBatchMarks } from '../platform/queue/batch-marks.ts'
import { doublingUpTo30s, startDrain, type DrainOptions } from '../platform/queue/drain.ts'
import { openQueue } from '../platform/queue/queue.ts'
import type { Storage } from '../platform/storage/storage.ts'
import { lateKeyMetrics, toKeyMetricSeries } from './late-key-metrics.ts'
import type { LateBatch, LateSampleOutcome, LateSamples } from './late-samples.ts'
import { readSeries } from './read-series.ts'
import type { RemoteWrite } from './remote-write/remote-write.ts'
import { RetryLaterError } from './remote-write/retry-later-error.ts'
import { countSamples, sortReports } from './sort-reports.ts'
import { toLateSeries } from './to-late-series.ts'

interface Gaps {
  /** The times from which nobody has live series of the device. */
  of (deviceId: string): readonly Gap[]
  /** Whether the end of the last one will soon be known: samples written before could not end there. */
  awaitScrape (deviceId: string): boolean
}

interface Deps {
  readonly storage: Storage
  readonly remoteWrite: RemoteWrite
  readonly gaps: Gaps
  /** Nothing is written while it is false: samples in the future of a server whose clock is behind would be left out. */
  readonly clockTrust: { readonly trusted: boolean }
  /** Undefined for a device that was deleted. */
  readonly deviceOf: (deviceId: string) => Pick<Device, 'id' | 'site' | 'role'> | undefined
  /** The most that may wait. */
  readonly maxQueueBytes?: number
  readonly outcomes: {
    note (outcome: LateSampleOutcome, samples: number): void
    /** No more gaps follow. */
    end (): void
  }
  /** `backoffMs` applies if the receiver does not ask for longer. */
  readonly drain: DrainOptions
}

/** The bytes written in one go: some ten thousand samples, in a few requests. */
const bytesAtOnce = 524_288

/**
 * Joins the steps of a late sample: its time and its gap, the queue in the database, remote write
 * (docs/adr/0036-late-samples-by-remote-write.md).
 */
export const openLateSamples = async ({
  storage,
  remoteWrite,
  gaps,
  clockTrust,
  deviceOf,
  maxQueueBytes,
  outcomes,
  drain: { backoffMs = doublingUpTo30s, ...reporting }
}: Deps): Promise<LateSamples> => {
  const queue = await openQueue<LateBatch>({ storage, name: 'samples', ...(maxQueueBytes !== undefined && { maxBytes: maxQueueBytes }) })
  const marks = createBatchMarks(storage, 'samples')
  const drain = startDrain({
    queue,
    bytesAtOnce,
    isReady: (deviceId) => clockTrust.trusted && !gaps.awaitScrape(deviceId),
    async store (batches) {
      const counts = await remoteWrite.write(
        batches.flatMap((batch) =>
          toLateSeries(batch, deviceOf(batch.deviceId) ?? { id: batch.deviceId, site: '', role: '' }, gaps.of(batch.deviceId))
        )
      )
      for (const [outcome, samples] of Object.entries(counts)) outcomes.note(outcome as keyof typeof counts, samples)
    },
    ...reporting,
    backoffMs: (failures, error) =>
      Math.max(backoffMs(failures, error), (error instanceof RetryLaterError ? error.retryAfterMs : undefined) ?? 0)
  })
  drain.wake()

  return {
    async append (deviceId, { timesMs, series }, { receivedMs, mark }) {
      queue.requireRoom(deviceId)
      const { accepted, leftOut } = await readSeries(series)
      const keyMetrics = lateKeyMetrics(timesMs, accepted)
      const { batches, live, undated } = sortReports(timesMs, [...accepted, ...toKeyMetricSeries(keyMetrics)], gaps.of(deviceId))
      const prepared = batches.map((batch) => queue.prepare([queue.encode(deviceId, batch)]))
      const taken = await marks.commitOnce(
        { deviceId, receivedMs, stream: mark.stream, sequence: mark.sequence },
        prepared.map(({ statement }) => statement)
      )
      const reasons = new Map<LeftOutReason, number>()
      if (!taken.isNew) return { ...taken, leftOut: reasons, keyMetrics: [] }
      for (const { committed } of prepared) committed()
      drain.wake()
      outcomes.note('live', live)
      outcomes.note('undated', undated)
      for (const { reason, values } of leftOut) {
        outcomes.note('left_out', countSamples(values))
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      }
      return { ...taken, leftOut: reasons, keyMetrics: keyMetrics.filter((_, report) => timesMs[report] !== undefined) }
    },
    get queued () {
      return { batches: queue.batches, bytes: queue.bytes }
    },
    clampTimes: (nowMs) => marks.clampTimes(nowMs),
    removeOld: (ageLimit) => marks.removeOld(0, ageLimit),
    async close () {
      await drain.close()
      outcomes.end()
    }
  }
}
