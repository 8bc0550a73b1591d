import type { Clock } from '../../platform/clock/clock.ts'
import { createRefusalLog } from '../../platform/queue/refusal-log.ts'
import type { LogBackend } from '../log-backend.ts'
import { latestOfEach } from './latest-of-each.ts'
import { lokiClient, type LokiOptions } from './loki-client.ts'
import { lokiSearch } from './loki-search.ts'
import { numberLines } from './number-lines.ts'
import { linePusher } from './push-lines.ts'
import { readRefusal, type LokiRefusal } from './read-refusal.ts'

interface Options extends LokiOptions {
  readonly clock: Clock
  /** The age from which Loki refuses lines (`reject_old_samples_max_age`). */
  readonly maxAgeMs: number
  /** The time that a search without a start goes back. */
  readonly lookBackMs: number
  readonly siteOf: (deviceId: string) => string
  readonly log: { warn (fields: object, message: string): void }
  /** Called with lines that are not in Loki and never will be. */
  readonly onRefused?: (reason: LokiRefusal, lines: number) => void
}

/** Loki as the log's backend. What it keeps, and how long, is its own affair. */
export const createLokiBackend = ({ clock, maxAgeMs, lookBackMs, siteOf, log, onRefused = () => {}, ...options }: Options): LogBackend => {
  const client = lokiClient(options)
  const refusals = createRefusalLog<LokiRefusal>({
    clock,
    report: ({ counts: lines, example }) => {
      log.warn({ lines, example }, 'log lines refused by Loki')
    }
  })
  const push = linePusher({ client, siteOf })
  const recordRefused = (reason: LokiRefusal, lines: number, text?: string): void => {
    onRefused(reason, lines)
    refusals.note(reason, lines, text)
  }

  return {
    async store (batches) {
      const nowMs = clock.nowMs()
      const lines = batches.flatMap((batch) => numberLines(batch, nowMs))
      // For the others Loki would answer with 400.
      const young = lines.filter(({ line: { eventMs } }) => eventMs >= nowMs - maxAgeMs)
      const refused = await push(young)
      // Only now: what is tried again is counted once.
      if (young.length < lines.length) recordRefused('too_old', lines.length - young.length)
      for (const { text, lines: pushed, isTooLarge } of refused) {
        for (const { reason, lines } of isTooLarge ? [{ reason: 'too_long', lines: pushed } as const] : readRefusal(text, pushed)) {
          recordRefused(reason, lines, text)
        }
      }
      return young.map(({ line }) => line)
    },
    search: lokiSearch({ client, clock, lookBackMs }),
    highestPosition: async () => 0,
    latestOfEach: (limit) => latestOfEach(client, clock, limit),
    clampTimes: async () => {},
    removeOld: async () => {},
    close: async () => { refusals.flush() }
  }
}
