import type { WrittenSeries } from './write-request.ts'

export type Halves = readonly (readonly WrittenSeries[])[]

/** The times of all samples, oldest first, each once. */
export const timesOf = (series: readonly WrittenSeries[]): readonly number[] =>
  [...new Set(series.flatMap(({ samples }) => samples.map(({ timestampMs }) => timestampMs)))].sort((one, other) => one - other)

/** The older half of the times, then the newer. Undefined where all samples have one time. */
export const splitByTime = (series: readonly WrittenSeries[]): Halves | undefined => {
  const times = timesOf(series)
  if (times.length < 2) return undefined
  const fromMs = times[Math.floor(times.length / 2)]!
  const only = (isIn: (timestampMs: number) => boolean): readonly WrittenSeries[] => series
    .map(({ labels, samples }) => ({ labels, samples: samples.filter(({ timestampMs }) => isIn(timestampMs)) }))
    .filter(({ samples }) => samples.length > 0)
  return [only((ms) => ms < fromMs), only((ms) => ms >= fromMs)]
}

/** Undefined where there is one series. */
export const splitBySeries = (series: readonly WrittenSeries[]): Halves | undefined => {
  if (series.length < 2) return undefined
  const half = Math.ceil(series.length / 2)
  return [series.slice(0, half), series.slice(half)]
}
