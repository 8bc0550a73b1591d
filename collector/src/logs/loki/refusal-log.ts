import type { Clock } from '../../clock/clock.ts'
import type { LokiRefusal, RefusedLines } from './read-refusal.ts'

interface Options {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly onRefused: (reason: LokiRefusal, lines: number) => void
  /** At most once a minute. `example`: Loki's words about some of them. */
  readonly report: (refused: { readonly lines: Readonly<Partial<Record<LokiRefusal, number>>>, readonly example: string | undefined }) => void
}

const everyMs = 60_000

/** Counts lines that are not in Loki and never will be, and reports those of a minute together, at its end. */
export const createRefusalLog = ({ clock, onRefused, report }: Options) => {
  let lines: Partial<Record<LokiRefusal, number>> = {}
  let example: string | undefined
  let reportedMs = -everyMs
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (Object.keys(lines).length === 0) return
    report({ lines, example })
    lines = {}
    example = undefined
    reportedMs = clock.monotonicMs()
  }
  return {
    note (refused: readonly RefusedLines[], text?: string): void {
      for (const { reason, lines: count } of refused) {
        onRefused(reason, count)
        lines[reason] = (lines[reason] ?? 0) + count
      }
      example ??= text?.slice(0, 300)
      const waitMs = reportedMs + everyMs - clock.monotonicMs()
      if (waitMs <= 0) flush()
      else timer ??= setTimeout(flush, waitMs).unref()
    },
    /** What has not been reported yet. */
    flush
  }
}
