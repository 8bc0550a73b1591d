import { escapeLabelValue } from '@mimamori/exporter/text-format'
import type { PrometheusClient } from '../prometheus/prometheus-client.ts'
import { keyMetricFields, keyMetricSeries } from './key-metric-series.ts'
import type { KeyMetrics } from './key-metrics.ts'

const stepSeconds = 60
/** A person waits for the page. */
const timeoutMs = 1000

const expression = (deviceId: string): string =>
  `max by (__name__) ({__name__=~"${Object.values(keyMetricSeries).join('|')}",device="${escapeLabelValue(deviceId)}"})`

/**
 * Asks a Prometheus that scrapes /metrics/inventory for a device's key metrics, one a minute back from `toMs`, oldest first.
 * Rejects if it does not answer within a second.
 */
export const prometheusKeyMetrics =
  (prometheus: PrometheusClient) =>
    async (deviceId: string, { fromMs, toMs }: { readonly fromMs: number, readonly toMs: number }): Promise<readonly KeyMetrics[]> => {
      const steps = Math.floor((toMs - fromMs) / 1000 / stepSeconds)
      const found = await prometheus.queryRange({
        expression: expression(deviceId),
        fromMs: toMs - steps * stepSeconds * 1000,
        toMs,
        stepSeconds,
        timeoutMs
      })
      const byTime = new Map<number, KeyMetrics>()
      for (const { labels, samples } of found) {
        const field = keyMetricFields.find((each) => keyMetricSeries[each] === labels['__name__'])
        if (field === undefined) continue
        for (const { atMs, value } of samples) byTime.set(atMs, { ...(byTime.get(atMs) ?? { atMs }), [field]: value })
      }
      return [...byTime.values()].sort((a, b) => a.atMs - b.atMs)
    }
