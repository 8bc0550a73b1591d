import type { ShutdownReason } from '@mimamori/contract/headers'
import type { ItemClocks } from './item-age.ts'
import type { Batch, BatchIdentity } from './batch.ts'
import { compress } from './compress.ts'

const contentType = 'text/plain; version=0.0.4; charset=utf-8'

const countSeries = (exposition: string): number => exposition.match(/^[^#\n]/gm)?.length ?? 0

/** The result of one collection of the metrics. */
export interface Report extends ItemClocks {
  /** In the text format 0.0.4. */
  readonly exposition: string
}

/** A report: the device's exposition in the text format 0.0.4, as it stands. */
export const encodeReport = (identity: BatchIdentity, exposition: string, shutdownReason?: ShutdownReason): Batch => ({
  ...identity,
  kind: 'report',
  contentType,
  body: compress(exposition),
  items: countSeries(exposition),
  shutdownReason
})
