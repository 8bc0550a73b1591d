import type { WriteRefusal } from './read-refusal.ts'
import type { RemoteWriteClient } from './remote-write-client.ts'
import { splitBySeries, splitByTime, timesOf, type Halves } from './halves.ts'
import { countSamples, type WrittenSeries } from './write-request.ts'

/** Outcomes of a sample that is written. */
export const writeOutcomes = ['written', 'duplicate', 'too_old', 'out_of_order', 'refused'] as const
export type WriteOutcome = typeof writeOutcomes[number]
export type OutcomeCounts = Readonly<Partial<Record<WriteOutcome, number>>>

const outcomes: Readonly<Record<WriteRefusal, WriteOutcome>> = {
  too_old: 'too_old',
  out_of_bounds: 'too_old',
  out_of_order: 'out_of_order',
  duplicate: 'duplicate',
  too_large: 'refused',
  other: 'refused'
}

/**
 * A receiver that refuses nearly everything is asked so often. What one time or one series of a batch has wrong is found in some
 * dozen requests; what is left after these is counted as refused as a whole.
 */
const mostRequests = 200

const isOfTime = (refusal: WriteRefusal): boolean => refusal === 'too_old' || refusal === 'out_of_bounds'

/** Undefined where it cannot be split further. What is too old is recognised by what is newer; all else is written in its order. */
const halvesOf = (series: readonly WrittenSeries[], refusal: WriteRefusal): Halves | undefined =>
  isOfTime(refusal) ? splitByTime(series)?.toReversed() : splitBySeries(series) ?? splitByTime(series)

/**
 * Writes series for which one bad sample makes the receiver refuse the whole request (docs/adr/0036-late-samples-by-remote-write.md):
 * in halves until the bad ones stand alone. One writer is for what is written together.
 */
export const createSplittingWriter = (client: RemoteWriteClient) => {
  const counts: Partial<Record<WriteOutcome, number>> = {}
  const count = (outcome: WriteOutcome, series: readonly WrittenSeries[]): void => {
    const samples = countSamples(series)
    if (samples > 0) counts[outcome] = (counts[outcome] ?? 0) + samples
  }
  let requests = 0
  /** The time up to which samples are too old to be sent. */
  let tooOldMs = -Infinity

  const writePart = async (series: readonly WrittenSeries[]): Promise<void> => {
    if (Math.max(...timesOf(series)) <= tooOldMs) {
      count('too_old', series)
      return
    }
    requests++
    const refusal = await client.write(series)
    if (refusal === undefined) {
      count('written', series)
      return
    }
    const halves = halvesOf(series, refusal)
    if (halves !== undefined && requests < mostRequests) {
      for (const half of halves) await writePart(half)
      return
    }
    if (halves === undefined && refusal === 'too_old') tooOldMs = Math.max(tooOldMs, ...timesOf(series))
    count(outcomes[refusal], series)
  }
  return {
    /** @throws {RetryLaterError} */
    write: writePart,
    /** The counts of what was written so far. */
    counts: (): OutcomeCounts => counts
  }
}
