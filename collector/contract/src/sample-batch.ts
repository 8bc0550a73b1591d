import { z } from 'zod'
import { about } from './about.ts'
import { sinceBatchBootMs } from './batch.ts'

/** Limits of one batch of samples. */
export const sampleBatchLimits = { times: 60, series: 6000, nameLength: 131_072 } as const

/** JSON has no numbers for these; spelled as Prometheus' text format does. */
const notFinite = ['NaN', '+Inf', '-Inf'] as const

/** `null` if the series had no sample at that time. */
const sampleValue = z.union([z.number(), z.enum(notFinite), z.null()])
export type SampleValue = z.infer<typeof sampleValue>

/** One series of a batch of samples. */
export const sampleSeries = z.object({
  name: z.string().min(1).max(sampleBatchLimits.nameLength).meta(about(
    'The name of the series with its labels, in Prometheus’ text format.',
    'node_hwmon_temp_celsius{chip="cpu_thermal",sensor="temp0"}'
  )),
  values: z.array(sampleValue).min(1).max(sampleBatchLimits.times).describe(
    'The value at each of `times`: a number; NaN, +Inf or -Inf as a string; or null if there was none.'
  )
})
export type SampleSeries = z.infer<typeof sampleSeries>

/** Checks the number of a series' values in a batch of this many times; undefined if it is right. */
export const valueCountMistake = ({ values }: SampleSeries, times: number): string | undefined =>
  values.length === times ? undefined : `expected ${times} values, one for each time, got ${values.length}`

/**
 * The body of a batch of kind `samples`: reports that were not delivered when they were made. By columns, so that a series' name
 * occurs once. The collector counts a report (one of `times`) as an item.
 */
export const sampleBatch = z.object({
  times: z.array(z.object({ monotonicMs: sinceBatchBootMs })).min(1).max(sampleBatchLimits.times)
    .refine((times) => times.every(({ monotonicMs }, i) => i === 0 || monotonicMs > times[i - 1]!.monotonicMs), 'expected times that rise').describe(
    'When the late reports were created, in ascending order; at most 60.'
  ),
  series: z.array(sampleSeries).max(sampleBatchLimits.series).describe('The series of these reports, each with its values.')
}).superRefine(({ times, series }, context) => {
  for (const [i, one] of series.entries()) {
    const message = valueCountMistake(one, times.length)
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['series', i, 'values'], message })
  }
})
export type SampleBatch = z.infer<typeof sampleBatch>
