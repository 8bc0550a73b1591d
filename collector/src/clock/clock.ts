/** The two clocks of this machine; tests pass their own. */
export interface Clock {
  /** Unix milliseconds: what freshness is told by, where the clock is trusted (trust.ts). */
  nowMs (): number
  /** Milliseconds since some fixed moment, which nobody can set back. */
  monotonicMs (): number
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now()
}
