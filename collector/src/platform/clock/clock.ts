/** The two clocks of this machine; tests pass their own. */
export interface Clock {
  /** Unix milliseconds: freshness is evaluated by it, if the clock is trusted (trust.ts). */
  nowMs (): number
  /** Milliseconds since some fixed point, which nobody can set back. */
  monotonicMs (): number
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now()
}
