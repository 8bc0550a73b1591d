import type { WriteRefusal } from './read-refusal.ts'
import type { RemoteWriteClient } from './remote-write-client.ts'
import { countSamples, type WrittenSeries } from './write-request.ts'

type Halves = readonly (readonly WrittenSeries[])[]

/** The times of all samples, oldest first, each once. */
const timesOf = (series: readonly WrittenSeries[]): readonly number[] =>
  [...new Set(series.flatMap(({ samples }) => samples.map(({ timestampMs }) => timestampMs)))].sort((one, other) => one - other)

/** The older half of the times, then the newer. Undefined if all samples have one time. */
const splitByTime = (series: readonly WrittenSeries[]): Halves | undefined => {
  const times = timesOf(series)
  if (times.length < 2) return undefined
  const fromMs = times[Math.floor(times.length / 2)]!
  const only = (isIn: (timestampMs: number) => boolean): readonly WrittenSeries[] => series
    .map(({ labels, samples }) => ({ labels, samples: samples.filter(({ timestampMs }) => isIn(timestampMs)) }))
    .filter(({ samples }) => samples.length > 0)
  return [only((ms) => ms < fromMs), only((ms) => ms >= fromMs)]
}

/** Undefined if there is one series. */
const splitBySeries = (series: readonly WrittenSeries[]): Halves | undefined => {
  if (series.length < 2) return undefined
  const half = Math.ceil(series.length / 2)
  return [series.slice(0, half), series.slice(half)]
}

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
 * The most requests to a receiver that refuses nearly everything. The bad samples of one time or one series of a batch are found in some
 * dozen requests; the rest after these is counted as refused as a whole.
 */
const mostRequests = 200

const isOfTime = (refusal: WriteRefusal): boolean => refusal === 'too_old' || refusal === 'out_of_bounds'

/** Undefined if it cannot be split further. Samples that are too old are recognised by newer ones; all others are sent in their order. */
const halvesOf = (series: readonly WrittenSeries[], refusal: WriteRefusal): Halves | undefined =>
  isOfTime(refusal) ? splitByTime(series)?.toReversed() : splitBySeries(series) ?? splitByTime(series)

/**
 * Writes series for which one bad sample makes the receiver refuse the whole request (docs/adr/0036-late-samples-by-remote-write.md):
 * in halves until the bad ones stand alone. One writer is for series that are written together.
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
    /** The counts of the samples written so far. */
    counts: (): OutcomeCounts => counts
  }
}
