import type { Clock } from '../clock/clock.ts'

/** Batches refused within a minute. */
export interface Refused<Reason extends string> {
  readonly counts: Readonly<Partial<Record<Reason, number>>>
  /** The message of the program that refused some of it. */
  readonly example: string | undefined
}

interface Options<Reason extends string> {
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** At most once a minute. */
  readonly report: (refused: Refused<Reason>) => void
}

const everyMs = 60_000

/** Reports batches that will never be stored at their destination: the refusals of a minute together, at its end. */
export const createRefusalLog = <Reason extends string>({ clock, report }: Options<Reason>) => {
  let counts: Partial<Record<Reason, number>> = {}
  let example: string | undefined
  let reportedMs = -everyMs
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (Object.keys(counts).length === 0) return
    report({ counts, example })
    counts = {}
    example = undefined
    reportedMs = clock.monotonicMs()
  }
  return {
    record (reason: Reason, count: number, text?: string): void {
      counts[reason] = (counts[reason] ?? 0) + count
      example ??= text?.slice(0, 300)
      const waitMs = reportedMs + everyMs - clock.monotonicMs()
      if (waitMs <= 0) flush()
      else timer ??= setTimeout(flush, waitMs).unref()
    },
    /** Reports refusals that have not been reported yet. */
    flush
  }
}
