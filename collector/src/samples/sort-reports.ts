import type { SampleValue } from '@mimamori/contract'
import { gapAt, type Gap } from '../devices/connection/gaps.ts'
import type { LateBatch, LateBatchSeries, LateReports } from './late-samples.ts'

/** The late reports that go on, gap by gap, and the number of samples that do not. */
export interface SortedReports {
  readonly batches: readonly LateBatch[]
  readonly live: number
  readonly undated: number
}

export const countSamples = (values: readonly SampleValue[]): number =>
  values.reduce<number>((sum, value) => (value === null ? sum : sum + 1), 0)

const at = <Value>(values: readonly Value[], columns: readonly number[]): readonly Value[] => columns.map((column) => values[column]!)

const samplesAt = (series: readonly LateBatchSeries[], columns: readonly number[]): number =>
  series.reduce((sum, { values }) => sum + countSamples(at(values, columns)), 0)

/** Sorts reports by the gap that each lies in. */
export const sortReports = (timesMs: LateReports['timesMs'], series: readonly LateBatchSeries[], gaps: readonly Gap[]): SortedReports => {
  const columnsOf = new Map<Gap | 'live' | 'undated', number[]>()
  for (const [column, ms] of timesMs.entries()) {
    const place = ms === undefined ? 'undated' : gapAt(gaps, ms) ?? 'live'
    columnsOf.set(place, [...columnsOf.get(place) ?? [], column])
  }
  const batches = gaps.flatMap((gap): LateBatch[] => {
    const columns = columnsOf.get(gap)
    if (columns === undefined) return []
    const present = series
      .map(({ labels, values }) => ({ labels, values: at(values, columns) }))
      .filter(({ values }) => values.some((value) => value !== null))
    return present.length === 0 ? [] : [{ timesMs: columns.map((column) => timesMs[column]!), series: present }]
  })
  return { batches, live: samplesAt(series, columnsOf.get('live') ?? []), undated: samplesAt(series, columnsOf.get('undated') ?? []) }
}
