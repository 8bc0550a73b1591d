import type { SampleSeries } from '@mimamori/contract'
import { ExpositionError, labelsOf, scanExposition } from '@mimamori/exporter/text-format'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { defaultLiveLimits, type LeftOutReason } from '../devices/live/limits.ts'
import { ExpositionRefusedError } from '../devices/live/live-store.ts'
import { isOwnName } from '../devices/live/read-exposition.ts'
import { checkSeries, exportedLabel, newCheckedSeries, SeriesError } from '../devices/live/series-labels.ts'
import type { LateBatchSeries } from './late-samples.ts'

/** The valid series of a batch, and the others by reason. */
export interface ReadSeries {
  readonly accepted: readonly LateBatchSeries[]
  readonly leftOut: readonly { readonly reason: LeftOutReason, readonly values: SampleSeries['values'] }[]
}

/** With a value, the name becomes a line. */
const value = ' 0\n'

/** By the rules of live series (devices/live/series-labels.ts), one series after the other. */
const seriesReader = () => {
  const checked = newCheckedSeries()
  const keys = new Set<string>()
  let accepted = 0

  const reasonToLeaveOut = (name: string): LeftOutReason | undefined => {
    if (isOwnName(name)) return 'reserved_name'
    return checked.leftOut ?? (accepted >= defaultLiveLimits.seriesPerDevice ? 'series_cap' : undefined)
  }
  /** @throws {ExpositionError} {SeriesError} */
  return (name: string): LateBatchSeries['labels'] | LeftOutReason => {
    const text = name + value
    let read: LateBatchSeries['labels'] | LeftOutReason | undefined
    scanExposition(text, {
      onFamily () {},
      onSample (sample) {
        if (read !== undefined) throw new SeriesError(sample.line, 'expected the name of one series')
        checkSeries(text, sample, defaultLiveLimits, checked)
        if (keys.has(checked.key)) throw new SeriesError(sample.line, 'the series appears twice')
        keys.add(checked.key)
        const metric = text.slice(sample.nameStart, sample.nameEnd)
        read = reasonToLeaveOut(metric) ?? {
          __name__: metric,
          ...Object.fromEntries(
            Object.entries(labelsOf(text, sample))
              .filter(([, value]) => value !== '')
              .map(([label, value]) => [exportedLabel(label), value])
          )
        }
        if (typeof read === 'object') accepted += 1
      }
    })
    if (read === undefined) throw new SeriesError(1, 'expected the name of a series')
    return read
  }
}

/** Reads the names of series, in slices. @throws {ExpositionRefusedError} with the path of each invalid one */
export const readSeries = async (series: readonly SampleSeries[]): Promise<ReadSeries> => {
  const slice = timeSlice()
  const read = seriesReader()
  const [accepted, leftOut, issues]: [
    LateBatchSeries[],
    ReadSeries['leftOut'][number][],
    { readonly path: string, readonly message: string }[]
  ] = [[], [], []]
  for (const [i, { name, values }] of series.entries()) {
    try {
      const labels = read(name)
      if (typeof labels === 'string') leftOut.push({ reason: labels, values })
      else accepted.push({ labels, values })
    } catch (error) {
      if (!(error instanceof ExpositionError || error instanceof SeriesError)) throw error
      issues.push({ path: `/series/${i}/name`, message: error.message })
    }
    await slice.pause()
  }
  if (issues.length > 0) throw new ExpositionRefusedError(issues)
  return { accepted, leftOut }
}
