import { historyRanges, rememberedRange } from '@mimamori/contract'
import type { KeyMetrics, KeyMetricsStore } from './key-metrics.ts'

/** A device's key metrics of the last six hours for the page's charts, oldest first. Never rejects. */
export type PastKeyMetrics = (deviceId: string) => Promise<readonly KeyMetrics[]>

/** How far back the process remembers. */
export const pastMs = historyRanges[rememberedRange]

/** How long a Prometheus that did not answer is left alone: every page would wait for it. */
const restMs = 30_000

interface Options {
  readonly keyMetrics: Pick<KeyMetricsStore, 'history'>
  readonly clock: { nowMs (): number, monotonicMs (): number }
  /** Asks a Prometheus, if one is configured: after a restart of the collector, it has more. May reject. */
  readonly ask?: (deviceId: string, range: { readonly fromMs: number, readonly toMs: number }) => Promise<readonly KeyMetrics[]>
  /** Called once each time that it stops answering. */
  readonly onError: (error: unknown) => void
}

/** Joins the values that this process remembers and earlier ones from Prometheus. */
export const createPastKeyMetrics = ({ keyMetrics, clock, ask, onError }: Options): PastKeyMetrics => {
  let restUntilMs = -Infinity
  const before = async (deviceId: string, toMs: number): Promise<readonly KeyMetrics[]> => {
    const fromMs = clock.nowMs() - pastMs
    if (ask === undefined || toMs <= fromMs || clock.monotonicMs() < restUntilMs) return []
    try {
      return (await ask(deviceId, { fromMs, toMs })).filter(({ atMs }) => atMs < toMs)
    } catch (error) {
      if (clock.monotonicMs() >= restUntilMs) onError(error)
      restUntilMs = clock.monotonicMs() + restMs
      return []
    }
  }
  return async (deviceId) => {
    const remembered = keyMetrics.history(deviceId)
    return [...await before(deviceId, remembered[0]?.atMs ?? clock.nowMs()), ...remembered]
  }
}
