import type { Clock } from './clock.ts'

/**
 * The time (Unix milliseconds) before which everything is older than `mostMs`; undefined while the clock cannot be trusted.
 * Every removal by age uses this: otherwise a clock that is years ahead would empty the database.
 */
export type AgeLimit = (mostMs: number) => number | undefined

export const createAgeLimit =
  ({ clock, trust }: { readonly clock: Pick<Clock, 'nowMs'>, readonly trust: { readonly knowsAges: boolean } }): AgeLimit =>
    (mostMs) =>
      trust.knowsAges ? clock.nowMs() - mostMs : undefined
