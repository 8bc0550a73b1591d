/** What the turns of an event loop cost, by the CPU time of its thread: what else the machine does is not in it. */
export interface TurnCosts {
  /** Of the turns in which no garbage was collected. */
  readonly longestTurnSeconds: number
  /** By the clock, and so with whatever else the machine did meanwhile. */
  readonly longestCollectionSeconds: number
  readonly collectionSeconds: number
}

/** Shorter turns are not kept: what watches must not make garbage. */
const keptSeconds = 0.002

interface Turn {
  readonly fromMs: number
  readonly toMs: number
  cpuSeconds: number
}

/**
 * Told at least once a turn: a look that comes from a timer of 1 ms has at most one turn of the loop between it and the
 * one before. Times in milliseconds of `performance.now()`. The kernel counts a running thread's CPU time at its ticks, of
 * up to 4 ms: what a look is told beyond the time that has passed is of the turn before.
 */
export const createTurnWatch = () => {
  const turns: Turn[] = []
  const collections: { readonly fromMs: number, readonly toMs: number }[] = []
  let last: Turn | undefined
  /** Gives what the turn has no time for. */
  const add = (turn: Turn, cpuSeconds: number): number => {
    const passedSeconds = (turn.toMs - turn.fromMs) / 1000
    const before = turn.cpuSeconds
    turn.cpuSeconds = Math.min(passedSeconds, before + cpuSeconds)
    return before + cpuSeconds - turn.cpuSeconds
  }
  return {
    turned (atMs: number, cpuSeconds: number): void {
      const turn: Turn = { fromMs: last?.toMs ?? atMs, toMs: atMs, cpuSeconds: 0 }
      const beyond = add(turn, cpuSeconds)
      if (last !== undefined) {
        add(last, beyond)
        if (last.cpuSeconds >= keptSeconds) turns.push(last)
      }
      last = turn
    },
    collected (fromMs: number, durationMs: number): void { collections.push({ fromMs, toMs: fromMs + durationMs }) },
    summary (): TurnCosts {
      const own = [...turns, ...last === undefined ? [] : [last]].filter((turn) => !collections.some(({ fromMs, toMs }) => fromMs < turn.toMs && toMs > turn.fromMs))
      const pauses = collections.map(({ fromMs, toMs }) => (toMs - fromMs) / 1000)
      return {
        longestTurnSeconds: own.reduce((longest, { cpuSeconds }) => Math.max(longest, cpuSeconds), 0),
        longestCollectionSeconds: pauses.reduce((longest, pause) => Math.max(longest, pause), 0),
        collectionSeconds: pauses.reduce((sum, pause) => sum + pause, 0)
      }
    }
  }
}
