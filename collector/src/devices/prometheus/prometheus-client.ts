import { z } from 'zod'
import { boundedText, TooLongError } from '@mimamori/program/bounded-text'
import { CodedError } from '../../platform/errors/error-codes.ts'

/** Prometheus does not answer in time: it is not running, or not at this address. */
export class PrometheusUnreachableError extends CodedError {
  override readonly name = 'PrometheusUnreachableError'
  readonly code = 'PROMETHEUS_UNAVAILABLE'
  override readonly retryAfterSeconds = 60
}
/** It answered with an error, or with more than the limit. */
class PrometheusRefusedError extends CodedError {
  override readonly name = 'PrometheusRefusedError'
  readonly code = 'PROMETHEUS_REFUSED'
}

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

/** An alert's rule. */
export interface AlertRule {
  readonly name: string
  /** How long its condition must hold before it fires. */
  readonly forMs: number
  /** The labels of each of its alerts that is pending or fires. */
  readonly active: readonly Readonly<Record<string, string>>[]
}

/** Prometheus' HTTP interface (https://prometheus.io/docs/prometheus/latest/querying/api/). */
export interface PrometheusClient {
  /** The rules of all groups. @throws {PrometheusUnreachableError} {PrometheusRefusedError} */
  alertRules (): Promise<readonly AlertRule[]>
  /** @throws {PrometheusUnreachableError} {PrometheusRefusedError} */
  queryRange (query: RangeQuery): Promise<readonly QueriedSeries[]>
}

/** A dozen series of 360 samples are some 200 kB. */
const maxAnswerBytes = 1_048_576
/** A thousand alerts, each with its texts in two languages, are some three megabytes. */
const maxRulesBytes = 33_554_432
const rulesTimeoutMs = 10_000

/** Unix seconds, and the value as text. */
const sample = z.tuple([z.number(), z.string()])
const matrix = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(sample) })) })
})

const labels = z.record(z.string(), z.string())
const alertRule = z.object({ name: z.string(), duration: z.number(), alerts: z.array(z.object({ labels })) })
const alertRules = z.object({
  status: z.literal('success'),
  data: z.object({ groups: z.array(z.object({ rules: z.array(alertRule) })) })
})

interface Limits {
  readonly timeoutMs: number
  readonly maxBytes?: number
}

/** `prometheusUrl` without a slash at its end. */
export const prometheusClient = (prometheusUrl: string): PrometheusClient => {
  const ask = async <Schema extends z.ZodType>(url: URL, schema: Schema, limits: Limits): Promise<z.infer<Schema>> => {
    const { timeoutMs, maxBytes = maxAnswerBytes } = limits
    let text: string
    try {
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
      text = await boundedText(response, maxBytes)
      if (!response.ok) throw new PrometheusRefusedError(`Prometheus answers with ${response.status}: ${text.slice(0, 200)}`)
    } catch (error) {
      if (error instanceof PrometheusRefusedError) throw error
      throw error instanceof TooLongError
        ? new PrometheusRefusedError(`Prometheus answers with ${error.message}`)
        : new PrometheusUnreachableError(`Prometheus does not answer at ${prometheusUrl}`, { cause: error })
    }
    try {
      return schema.parse(JSON.parse(text))
    } catch (error) {
      throw new PrometheusRefusedError('what answers is no Prometheus', { cause: error })
    }
  }
  return {
    async alertRules () {
      const url = new URL(`${prometheusUrl}/api/v1/rules?type=alert`)
      const { data } = await ask(url, alertRules, { timeoutMs: rulesTimeoutMs, maxBytes: maxRulesBytes })
      return data.groups.flatMap(({ rules }) => rules)
        .map(({ name, duration, alerts }) => ({ name, forMs: duration * 1000, active: alerts.map((alert) => alert.labels) }))
    },
    async queryRange ({ expression, fromMs, toMs, stepSeconds, timeoutMs }) {
      const url = new URL(`${prometheusUrl}/api/v1/query_range`)
      url.search = new URLSearchParams({
        query: expression,
        start: String(fromMs / 1000),
        end: String(toMs / 1000),
        step: String(stepSeconds)
      }).toString()
      return (await ask(url, matrix, { timeoutMs })).data.result.map(({ metric, values }) => ({
        labels: metric,
        samples: values.map(([seconds, value]) => ({
          atMs: seconds * 1000, value: Number(value)
        })).filter(({ value }) => Number.isFinite(value))
      }))
    }
  }
}
