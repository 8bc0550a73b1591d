import { z } from 'zod'

/** A boot of a device that was heard from, and the start of its monotonic clock by ours. */
export interface HeardBoot {
  readonly boot: string
  /** Server time of its monotonic zero. */
  readonly startedMs: number
  /** The start according to the last attempt, which alone says so: that attempt was long under way, or our clock was set. */
  readonly laterMs?: number
}

export const storedBoot = z.object({
  boot: z.string(),
  startedMs: z.number(),
  laterMs: z.number().exactOptional()
}) satisfies z.ZodType<HeardBoot>

/** Larger than the usual network delay between attempts, smaller than the jump of a clock that was set. */
const steadyMs = 1000
/** No attempt takes this long. */
export const longestWayMs = 60_000

const agree = (oneMs: number, otherMs: number): boolean => Math.abs(oneMs - otherMs) < steadyMs

/**
 * The boot after another attempt, which places its beginning at `reportedMs`. The known beginning stays while that agrees with it: each
 * attempt takes another time to arrive, and lines of one boot must keep their order to the millisecond. A later one is believed once two
 * attempts agree.
 */
export const afterAttempt = (known: HeardBoot | undefined, boot: string, reportedMs: number): HeardBoot => {
  if (known === undefined) return { boot, startedMs: reportedMs }
  const { startedMs, laterMs } = known
  if (agree(startedMs, reportedMs)) return { boot, startedMs }
  const isLate = reportedMs > startedMs && reportedMs < startedMs + longestWayMs && !(laterMs !== undefined && agree(laterMs, reportedMs))
  return isLate ? { boot, startedMs, laterMs: reportedMs } : { boot, startedMs: reportedMs }
}
