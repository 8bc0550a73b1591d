import type { DeliveryOutcome } from './outcome.ts'

/** How long the sender waits after what it has just seen. */
export interface Backoff {
  /** Failures in a row that a later try may cure. */
  readonly failures: number
  /** Refusals in a row. */
  readonly refusals: number
  readonly waitMs: number
}

export const noBackoff: Backoff = { failures: 0, refusals: 0, waitMs: 0 }

const firstCeilingMs = 2_000
const highestCeilingMs = 5 * 60_000
/** High enough that a fleet without a collector tries, on average, as often as it would report. */
const ceilingIntervals = 2
/** The longest wait that a server may ask for: a mistyped date must not silence a device for a year. */
const longestRetryAfterMs = 10 * 60_000
const slowRetryMs = 10 * 60_000

interface BackoffOptions {
  /** From 0 up to 1. */
  readonly random: () => number
  /** The device's own number from 0 up to 1, see program/src/spread.ts. */
  readonly spread: number
  /** How often the device reports. */
  readonly intervalMs: number
}

/**
 * The backoff after an outcome. A failure: full jitter, that is any time up to a ceiling that doubles until two intervals of the
 * device's reports, and 5 minutes at most (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), after
 * `Retry-After` asks for: a device that was cut off comes back as soon as one expects. A refusal: every 10 minutes for
 * ever; the first wait is 5 to 15 minutes by the device's own number, so that a fleet that was refused all at once does not
 * come back all at once.
 */
export const nextBackoff = (backoff: Backoff, outcome: DeliveryOutcome, { random, spread, intervalMs }: BackoffOptions): Backoff => {
  switch (outcome.kind) {
    case 'full':
    case 'retry': {
      const ceilingMs = Math.min(highestCeilingMs, ceilingIntervals * intervalMs, firstCeilingMs * 2 ** Math.min(backoff.failures, 30))
      const askedMs = Math.min(longestRetryAfterMs, outcome.waitMs ?? 0)
      return { failures: backoff.failures + 1, refusals: 0, waitMs: askedMs + random() * ceilingMs }
    }
    case 'refused':
      return { failures: 0, refusals: backoff.refusals + 1, waitMs: backoff.refusals === 0 ? slowRetryMs * (0.5 + spread) : slowRetryMs }
    default:
      return noBackoff
  }
}
