import { gunzipSync } from 'node:zlib'
import { sampleBatch, type SampleBatch } from '@mimamori/contract'
import type { Batch } from '../../src/spool/batch/batch.ts'
import { compress } from '../../src/spool/batch/compress.ts'
import type { LateReport } from '../../src/spool/batch/sample-batch.ts'
import { createSampleSpool } from '../../src/spool/sample-spool.ts'
import { createItemAge } from '../../src/spool/batch/item-age.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { boot, stream } from './line-spool.ts'

/** A report that is late. */
export const lateReport = (exposition: string, monotonicMs: number): LateReport => ({
  monotonicMs,
  wallMs: monotonicMs,
  exposition: compress(exposition)
})

/** What a batch of samples says, held against the contract. */
export const samplesOf = (batch: Batch | undefined): SampleBatch => sampleBatch.parse(JSON.parse(gunzipSync(batch!.body).toString()))

export const timesOf = (batch: Batch | undefined): number[] =>
  batch === undefined ? [] : samplesOf(batch).times.map(({ monotonicMs }) => monotonicMs)

type SpoolOptions = Parameters<typeof createSampleSpool>[0]
/** As the spool takes them, but in one list. */
type Options = Partial<Omit<SpoolOptions, 'bounds'> & SpoolOptions['bounds']>

export const createReportSpool = ({
  clock = createManualClock(),
  maxBytes = 1_000_000,
  flushAfterMs = Infinity,
  maxAgeMs = Infinity,
  ...options
}: Omit<Options, 'clock'> & { readonly clock?: ManualClock } = {}) => {
  const spool = createSampleSpool({
    stream,
    clock,
    ageOf: createItemAge({ boot, clock, bootStart: () => undefined }),
    bounds: { maxBytes, flushAfterMs, maxAgeMs },
    afterRead: () => undefined,
    ...options
  })
  return {
    clock,
    spool,
    /** Reports with one sample, whose value is their time. */
    add: (...times: number[]): void => {
      for (const ms of times) spool.append({ items: [lateReport(`a ${ms}\n`, ms)], boot })
    },
    /** Delivers all that waits, and gives the times of each batch. */
    drain: (): number[][] => {
      const batches: number[][] = []
      for (let batch = spool.head(); batch !== undefined; batch = spool.head()) {
        batches.push(timesOf(batch))
        spool.settle()
      }
      return batches
    }
  }
}
