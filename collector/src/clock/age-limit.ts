import type { Clock } from './clock.ts'

/**
 * Before which moment (Unix milliseconds) is too old what may be kept for so long; undefined while no age can be known. All that is
 * removed for its age goes by this: a clock that is years ahead would else empty the database.
 */
export type AgeLimit = (mostMs: number) => number | undefined

export const createAgeLimit = ({ clock, trust }: { readonly clock: Pick<Clock, 'nowMs'>, readonly trust: { readonly canJudgeAge: boolean } }): AgeLimit =>
  (mostMs) => trust.canJudgeAge ? clock.nowMs() - mostMs : undefined
