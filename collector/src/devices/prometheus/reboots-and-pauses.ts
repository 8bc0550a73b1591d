import { escapeLabelValue } from '@mimamori/exporter/text-format'
import type { PrometheusClient, QueriedSeries, RangeQuery } from './prometheus-client.ts'

export interface PastSpan {
  readonly fromMs: number
  readonly untilMs: number
}

export interface RebootsAndPauses {
  /** When it booted, oldest first. */
  readonly bootsMs: readonly number[]
  /** When it was paused, to the step. */
  readonly pauses: readonly PastSpan[]
}

/** A device's clock that is being set moves the time of its boot by seconds. */
export const sameBootMs = 120_000

const expression = (deviceId: string, stepSeconds: number): string => {
  const device = `device="${escapeLabelValue(deviceId)}"`
  const of = (series: string, kind: string): string =>
    `label_replace(max(max_over_time(${series}[${stepSeconds}s])), "kind", "${kind}", "", "")`
  return `${of(`node_boot_time_seconds{${device}}`, 'boot')} or ${of(`mimamori_device_state{${device},state="paused"}`, 'pause')}`
}

/** The value of a step is the newest boot in it. */
const bootsOf = (samples: QueriedSeries['samples'], { fromMs, toMs }: Pick<RangeQuery, 'fromMs' | 'toMs'>): readonly number[] => {
  const boots: number[] = []
  for (const { value } of samples) {
    const bootMs = value * 1000
    if (bootMs >= fromMs && bootMs <= toMs && bootMs - (boots.at(-1) ?? -Infinity) > sameBootMs) boots.push(bootMs)
  }
  return boots
}

const pausesOf = (samples: QueriedSeries['samples'], stepMs: number): readonly PastSpan[] => {
  const spans: { fromMs: number, untilMs: number }[] = []
  for (const { atMs, value } of samples) {
    if (value !== 1) continue
    const last = spans.at(-1)
    if (last !== undefined && atMs - last.untilMs <= stepMs) last.untilMs = atMs
    else spans.push({ fromMs: atMs - stepMs, untilMs: atMs })
  }
  return spans
}

/** Asks a Prometheus that scrapes the collector for a device's boots and pauses. Rejects as the client does. */
export const rebootsAndPauses = async (
  prometheus: PrometheusClient,
  deviceId: string,
  range: Omit<RangeQuery, 'expression'>
): Promise<RebootsAndPauses> => {
  const found = await prometheus.queryRange({ ...range, expression: expression(deviceId, range.stepSeconds) })
  const of = (kind: string) => found.find(({ labels }) => labels['kind'] === kind)?.samples ?? []
  return { bootsMs: bootsOf(of('boot'), range), pauses: pausesOf(of('pause'), range.stepSeconds * 1000) }
}
