import { z } from 'zod'
import { escapeLabelValue } from '@mimamori/exporter/text-format'
import type { KeyMetrics } from './key-metrics.ts'

type Field = Exclude<keyof KeyMetrics, 'atMs'>

/** The inventory's series (metrics/inventory/measured-metrics.ts). */
const fields: Readonly<Record<string, Field>> = {
  mimamori_device_cpu_usage_ratio: 'cpuUsageRatio',
  mimamori_device_memory_usage_ratio: 'memoryUsageRatio',
  mimamori_device_disk_usage_ratio: 'diskUsageRatio',
  mimamori_device_temperature_celsius: 'temperatureCelsius'
}

const stepSeconds = 60
/** A page is waited for by a person. */
const timeoutMs = 1000
/** Four series of six hours are 60 kB. */
const maxAnswerBytes = 1_048_576

/** Unix seconds, and the value as text. */
const point = z.tuple([z.number(), z.string()])
const matrix = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ metric: z.object({ __name__: z.string() }), values: z.array(point) })) })
})

const readBounded = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maxAnswerBytes) throw new Error(`Prometheus answers with more than ${maxAnswerBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length).toString()
}

const expression = (deviceId: string): string =>
  `max by (__name__) ({__name__=~"${Object.keys(fields).join('|')}",device="${escapeLabelValue(deviceId)}"})`

/**
 * Asks a Prometheus that scrapes /metrics/inventory for a device's key metrics, one a minute back from `toMs`, oldest first
 * (https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries). Rejects where it does not answer within a second.
 */
export const prometheusKeyMetrics = (prometheusUrl: string) => async (deviceId: string, { fromMs, toMs }: { readonly fromMs: number, readonly toMs: number }): Promise<readonly KeyMetrics[]> => {
  const url = new URL(`${prometheusUrl}/api/v1/query_range`)
  const steps = Math.floor((toMs - fromMs) / 1000 / stepSeconds)
  url.search = new URLSearchParams({
    query: expression(deviceId),
    start: String(toMs / 1000 - steps * stepSeconds),
    end: String(toMs / 1000),
    step: String(stepSeconds)
  }).toString()
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  const text = await readBounded(response)
  if (!response.ok) throw new Error(`Prometheus answers with ${response.status}: ${text.slice(0, 200)}`)
  const byTime = new Map<number, KeyMetrics>()
  for (const { metric, values } of matrix.parse(JSON.parse(text)).data.result) {
    const field = fields[metric.__name__]
    if (field === undefined) continue
    for (const [seconds, value] of values) {
      const number = Number(value)
      if (Number.isFinite(number)) byTime.set(seconds, { ...byTime.get(seconds) ?? { atMs: seconds * 1000 }, [field]: number })
    }
  }
  return [...byTime.values()].sort((a, b) => a.atMs - b.atMs)
}
