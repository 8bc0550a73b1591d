import type { Clock } from '../../platform/clock/clock.ts'
import type { ClockGuard } from '../../platform/clock/clock-guard.ts'
import { createRefusalLog } from '../../platform/queue/refusal-log.ts'
import type { LogBackend } from '../log-backend.ts'
import { latestOfEach } from './latest-of-each.ts'
import { lokiClient, type LokiOptions } from './loki-client.ts'
import { lokiSearch } from './loki-search.ts'
import { numberLines, type NumberedLine } from './number-lines.ts'
import { linePusher } from './push-lines.ts'
import { readRefusal, type LokiRefusal } from './read-refusal.ts'

interface Options extends LokiOptions {
  readonly clock: Clock
  readonly clockTrust: Pick<ClockGuard, 'knowsAges'>
  /** The age from which Loki refuses lines (`reject_old_samples_max_age`). */
  readonly maxAgeMs: number
  /** The time that a search without a start goes back. */
  readonly searchRangeMs: number
  readonly siteOf: (deviceId: string) => string
  readonly log: { warn (fields: object, message: string): void }
  /** Called with lines that are not in Loki and never will be. */
  readonly onRefused?: (reason: LokiRefusal, lines: number) => void
}

/** Loki as the log's backend. Its retention is its own affair. */
export const createLokiBackend = (
  { clock, clockTrust, maxAgeMs, searchRangeMs, siteOf, log, onRefused = () => {}, ...options }: Options
): LogBackend => {
  const client = lokiClient(options)
  const refusals = createRefusalLog<LokiRefusal>({
    clock,
    report: ({ counts: lines, example }) => {
      log.warn({ lines, example }, 'log lines refused by Loki')
    }
  })
  /** Devices with lines that are too old by a clock that may be wrong: all of their lines wait until it is trusted. */
  const waiting = new Set<string>()
  const push = linePusher({ client, siteOf })
  const recordRefused = (reason: LokiRefusal, lines: number, text?: string): void => {
    onRefused(reason, lines)
    refusals.record(reason, lines, text)
  }

  return {
    async store (batches) {
      const nowMs = clock.nowMs()
      const lines = batches.flatMap((batch) => numberLines(batch, nowMs))
      // For the others Loki would answer with 400.
      const isOld = ({ line: { eventMs } }: NumberedLine): boolean => eventMs < nowMs - maxAgeMs
      const old = lines.filter(isOld)
      if (old.length > 0 && !clockTrust.knowsAges) {
        for (const { line: { deviceId } } of old) waiting.add(deviceId)
        throw new Error('log lines that Loki would reject for their age wait until the server’s clock can be trusted')
      }
      const young = lines.filter((line) => !isOld(line))
      const refused = await push(young)
      // Counted only now, so that repeated tries count once.
      if (old.length > 0) recordRefused('too_old', old.length)
      for (const { text, lines: pushed, isTooLarge } of refused) {
        for (const { reason, lines } of isTooLarge ? [{ reason: 'too_long', lines: pushed } as const] : readRefusal(text, pushed)) {
          recordRefused(reason, lines, text)
        }
      }
      return young.map(({ line }) => line)
    },
    isReady: (deviceId) => !waiting.has(deviceId) || (clockTrust.knowsAges && waiting.delete(deviceId)),
    search: lokiSearch({ client, clock, searchRangeMs }),
    highestBatch: async () => undefined,
    latestOfEach: (limit) => latestOfEach(client, clock, limit),
    clampTimes: async () => {},
    removeOld: async () => {},
    close: async () => { refusals.flush() }
  }
}
