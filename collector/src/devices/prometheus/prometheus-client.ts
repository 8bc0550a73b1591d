import { z } from 'zod'
import { boundedText, TooLongError } from '@mimamori/program/bounded-text'

/** Prometheus does not answer in time: it is not running, or not there. */
export class PrometheusUnreachableError extends Error { override readonly name = 'PrometheusUnreachableError' }
/** It answered with an error, or with more than is read. */
export class PrometheusRefusedError extends Error { override readonly name = 'PrometheusRefusedError' }

export interface RangeQuery {
  readonly expression: string
  readonly fromMs: number
  readonly toMs: number
  readonly stepSeconds: number
  /** How long a person waits for it. */
  readonly timeoutMs: number
}

export interface QueriedSeries {
  readonly labels: Readonly<Record<string, string>>
  /** Oldest first; only numbers. */
  readonly samples: readonly { readonly atMs: number, readonly value: number }[]
}

/** Prometheus' range queries (https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries). */
export interface PrometheusClient {
  /** @throws {PrometheusUnreachableError} {PrometheusRefusedError} */
  queryRange (query: RangeQuery): Promise<readonly QueriedSeries[]>
}

/** A dozen series of 360 samples are some 200 kB. */
const maxAnswerBytes = 1_048_576

/** Unix seconds, and the value as text. */
const sample = z.tuple([z.number(), z.string()])
const matrix = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(sample) })) })
})

/** `prometheusUrl` without a slash at its end. */
export const prometheusClient = (prometheusUrl: string): PrometheusClient => {
  const ask = async (url: URL, timeoutMs: number): Promise<string> => {
    try {
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
      const text = await boundedText(response, maxAnswerBytes)
      if (!response.ok) throw new PrometheusRefusedError(`Prometheus answers with ${response.status}: ${text.slice(0, 200)}`)
      return text
    } catch (error) {
      if (error instanceof PrometheusRefusedError) throw error
      throw error instanceof TooLongError ? new PrometheusRefusedError(`Prometheus answers with ${error.message}`) : new PrometheusUnreachableError(`Prometheus does not answer at ${prometheusUrl}`, { cause: error })
    }
  }
  return {
    async queryRange ({ expression, fromMs, toMs, stepSeconds, timeoutMs }) {
      const url = new URL(`${prometheusUrl}/api/v1/query_range`)
      url.search = new URLSearchParams({ query: expression, start: String(fromMs / 1000), end: String(toMs / 1000), step: String(stepSeconds) }).toString()
      const text = await ask(url, timeoutMs)
      try {
        return matrix.parse(JSON.parse(text)).data.result.map(({ metric, values }) => ({
          labels: metric,
          samples: values.map(([seconds, value]) => ({ atMs: seconds * 1000, value: Number(value) })).filter(({ value }) => Number.isFinite(value))
        }))
      } catch (error) {
        throw new PrometheusRefusedError('what answers is no Prometheus', { cause: error })
      }
    }
  }
}
