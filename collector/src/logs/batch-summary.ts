import type { BatchMark } from '../queue/batch-marks.ts'
import type { BatchFacts } from '../queue/queue-row.ts'
import { clampHours, type CountedLines } from './log-counts.ts'

/** What the row of a batch has for the tables of marks and counts, until it leaves the queue. */
export interface BatchSummary extends Omit<CountedLines, 'deviceId'> {
  /** Absent for one that is not an agent's. */
  readonly mark?: BatchMark
  readonly receivedMs: number
}

export type BatchOnDisk = Pick<BatchFacts<BatchSummary>, 'deviceId' | 'summary'>

export const countedOf = (batches: readonly BatchOnDisk[]): readonly CountedLines[] =>
  batches.flatMap(({ deviceId, summary }) => summary === undefined ? [] : [{ ...summary, deviceId }])

export const marksOf = (batches: readonly BatchOnDisk[]) =>
  batches.flatMap(({ deviceId, summary }) => summary?.mark === undefined ? [] : [{ ...summary.mark, deviceId, receivedMs: summary.receivedMs }])

/** Times after this one become it, as in the tables. */
export const clampSummaries = (batches: readonly BatchOnDisk[], nowMs: number): void => {
  for (const { summary } of batches) {
    if (summary !== undefined) Object.assign(summary, { receivedMs: Math.min(summary.receivedMs, nowMs), errors: clampHours(summary.errors, nowMs) })
  }
}
