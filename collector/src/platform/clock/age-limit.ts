import type { Clock } from './clock.ts'

/**
 * The moment (Unix milliseconds) before which everything is older than `mostMs`; undefined while the clock cannot be trusted.
 * Everything that is removed for its age goes by this: otherwise a clock that is years ahead would empty the database.
 */
export type AgeLimit = (mostMs: number) => number | undefined

export const createAgeLimit =
  ({ clock, trust }: { readonly clock: Pick<Clock, 'nowMs'>, readonly trust: { readonly knowsAges: boolean } }): AgeLimit =>
    (mostMs) =>
      trust.knowsAges ? clock.nowMs() - mostMs : undefined
