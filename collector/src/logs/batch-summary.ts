import type { BatchMark } from '../platform/queue/batch-marks.ts'
import type { BatchFacts } from '../platform/queue/queue-row.ts'
import { clampHours, type CountedLines } from './log-counts.ts'

/** The mark and the counts of a batch, which its row has until they are in their tables. */
export interface BatchSummary extends Omit<CountedLines, 'deviceId'> {
  /** Absent for a batch from anything but an agent. */
  readonly mark?: BatchMark
  readonly receivedMs: number
}

export type BatchOnDisk = Pick<BatchFacts<BatchSummary>, 'deviceId' | 'summary'>

export const countedOf = (batches: readonly BatchOnDisk[]): readonly CountedLines[] =>
  batches.flatMap(({ deviceId, summary }) => summary === undefined ? [] : [{ ...summary, deviceId }])

export const marksOf = (batches: readonly BatchOnDisk[]) =>
  batches.flatMap(({ deviceId, summary: { mark, receivedMs = 0 } = {} }) => mark === undefined ? [] : [{ ...mark, deviceId, receivedMs }])

/** Moves times after this one to it, as in the tables. */
export const clampSummaries = (batches: readonly BatchOnDisk[], nowMs: number): void => {
  for (const { summary } of batches) {
    if (summary === undefined) continue
    const { receivedMs, errors } = summary
    Object.assign(summary, { receivedMs: Math.min(receivedMs, nowMs), errors: clampHours(errors, nowMs) })
  }
}
