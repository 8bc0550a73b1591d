import { z } from 'zod'
import { sinceBatchBootMs } from './batch.ts'

/** Limits of one batch of samples. */
export const sampleBatchLimits = { times: 60, series: 6000, nameLength: 131_072 } as const

/** JSON has no numbers for these; spelled as Prometheus' text format does. */
const notFinite = ['NaN', '+Inf', '-Inf'] as const

/** `null` where the series had no sample at that time. */
const sampleValue = z.union([z.number(), z.enum(notFinite), z.null()])
export type SampleValue = z.infer<typeof sampleValue>

/** One series of a batch of samples. */
export const sampleSeries = z.object({
  /** With its labels, as a line of Prometheus' text format has it before the value: `node_cpu_seconds_total{cpu="0",mode="idle"}`. */
  name: z.string().min(1).max(sampleBatchLimits.nameLength),
  /** One for each of the batch's times. */
  values: z.array(sampleValue).min(1).max(sampleBatchLimits.times)
})
export type SampleSeries = z.infer<typeof sampleSeries>

/** Checks the number of a series' values in a batch of so many times; undefined if it is right. */
export const valueCountMistake = ({ values }: SampleSeries, times: number): string | undefined =>
  values.length === times ? undefined : `expected ${times} values, one for each time, got ${values.length}`

/**
 * The body of a batch of kind `samples`: reports that did not arrive when they were made. By columns, so that a series' name
 * stands once. The collector counts a report (one of `times`) as an item.
 */
export const sampleBatch = z.object({
  /** When the reports were made, in milliseconds of the batch's boot; rising. */
  times: z.array(z.object({ monotonicMs: sinceBatchBootMs })).min(1).max(sampleBatchLimits.times)
    .refine((times) => times.every(({ monotonicMs }, i) => i === 0 || monotonicMs > times[i - 1]!.monotonicMs), 'expected times that rise'),
  series: z.array(sampleSeries).max(sampleBatchLimits.series)
}).superRefine(({ times, series }, context) => {
  for (const [i, one] of series.entries()) {
    const message = valueCountMistake(one, times.length)
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['series', i, 'values'], message })
  }
})
export type SampleBatch = z.infer<typeof sampleBatch>
