import type { SampleSeries, SampleValue } from '@mimamori/contract'
import type { AgeLimit } from '../platform/clock/age-limit.ts'
import type { KeyMetrics } from '../devices/key-metrics/key-metrics.ts'
import type { LeftOutReason } from '../devices/live/limits.ts'
import type { BatchMark } from '../platform/queue/batch-marks.ts'
import { writeOutcomes } from './remote-write/splitting-writer.ts'

/** A device's late reports, with the server's time of each; undefined if it is not known. */
export interface LateReports {
  readonly timesMs: readonly (number | undefined)[]
  readonly series: readonly SampleSeries[]
}

/** Late samples of one gap, as they wait: by columns, as they came. */
export interface LateBatch {
  readonly timesMs: readonly number[]
  readonly series: readonly LateBatchSeries[]
}
export interface LateBatchSeries {
  /** With `__name__`, without the labels of the device's target. */
  readonly labels: Readonly<Record<string, string>>
  /** One for each time. */
  readonly values: readonly SampleValue[]
}

/** Outcomes of a late sample: when it was written, or before that. */
export const lateOutcomes = [
  ...writeOutcomes,
  /** Live series of the device were published at that time. */
  'live',
  /** From an unknown boot. */
  'undated',
  /** In a series that a report may not have either. */
  'left_out'
] as const
export type LateSampleOutcome = typeof lateOutcomes[number]

export interface TakenReports {
  /** False for a batch that was here before. */
  readonly isNew: boolean
  readonly acknowledgedSequence: number
  /** Series that were left out, by reason. */
  readonly leftOut: ReadonlyMap<LeftOutReason, number>
  /** The key metrics of the reports with a time, in their order; none of a batch that was here before. */
  readonly keyMetrics: readonly KeyMetrics[]
}

/** Late samples of all devices, on their way to a receiver of remote write. */
export interface LateSamples {
  /**
   * Resolves when the ones in a gap of the device's live series are on the disk; the others are counted and go no further.
   * @throws {ExpositionRefusedError} if a series' name is invalid; nothing was stored then
   * @throws {QueueFullError} if so many wait that no more are kept; nothing was stored then
   */
  append (deviceId: string, reports: LateReports, options: { readonly receivedMs: number, readonly mark: BatchMark }): Promise<TakenReports>
  readonly queued: { readonly batches: number, readonly bytes: number }
  /** Moves times of marks after this one to it. */
  clampTimes (nowMs: number): Promise<void>
  /** Forgets the marks of batches that no agent may still send again. */
  removeOld (ageLimit: AgeLimit): Promise<void>
  /** Writes the ones under way; the rest waits for the next start. */
  close (): Promise<void>
}
