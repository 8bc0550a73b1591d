import { gunzipSync } from 'node:zlib'
import type { Batch } from '../../src/spool/batch/batch.ts'
import { encodeLogs, type LogItem } from '../../src/spool/batch/log-batch.ts'
import { createBatchSpool, type BatchSpoolOptions } from '../../src/spool/batch-spool.ts'
import { createItemAge } from '../../src/spool/batch/item-age.ts'
import { createManualClock, type ManualClock } from '../manual-clock.ts'

export const stream = '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'
export const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'

type SpoolOptions = BatchSpoolOptions<LogItem>
/** As the spool takes them, but in one list. */
export type LineSpoolOptions = Partial<
  Omit<SpoolOptions, 'clock' | 'format' | 'bounds'> & SpoolOptions['bounds'] & Pick<SpoolOptions['format'], 'limits'>
>

export const line = (n: number): LogItem => ({ monotonicMs: n, wallMs: n, level: 'info', message: `line ${n}` })

/** A spool of numbered lines, each of which takes ten bytes, from a source whose positions are the same numbers. */
export const createLineSpool = ({
  clock = createManualClock(),
  limits = { items: 100, bytes: 100_000 },
  maxBytes = 1_000_000,
  flushAfterMs = Infinity,
  maxAgeMs = Infinity,
  ...options
}: LineSpoolOptions & { readonly clock?: ManualClock } = {}) => {
  const spool = createBatchSpool<LogItem>({
    stream,
    clock,
    ageOf: createItemAge({ boot, clock, bootStart: () => undefined }),
    ...options,
    format: { encode: encodeLogs, bytesOf: () => 10, limits },
    bounds: { maxBytes, flushAfterMs, maxAgeMs }
  })
  return {
    clock,
    spool,
    add: (...lines: number[]) => {
      for (const n of lines) spool.append({ items: [line(n)], boot }, { source: 'numbers', position: String(n) })
    },
    /** Delivers all that waits, and gives the lines of each batch. */
    drain: (): number[][] => {
      const batches: number[][] = []
      for (let batch = spool.head(); batch !== undefined; batch = spool.head()) {
        batches.push(linesOf(batch))
        spool.settle()
      }
      return batches
    }
  }
}

/** The numbers of a batch's lines. */
export const linesOf = (batch: Batch | undefined): number[] =>
  batch === undefined
    ? []
    : (JSON.parse(gunzipSync(batch.body).toString()) as { items: LogItem[] }).items.map(({ monotonicMs }) => monotonicMs)
