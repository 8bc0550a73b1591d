/** What the turns of an event loop cost, by the CPU time of its thread: what else the machine does is not in it. */
export interface TurnCosts {
  /** Of the turns in which no garbage was collected. */
  readonly longestTurnSeconds: number
  /** By the clock, and so with whatever else the machine did meanwhile. */
  readonly longestCollectionSeconds: number
  readonly collectionSeconds: number
}

/** Shorter turns are not kept. */
const keptSeconds = 0.002

/**
 * Told at least once a turn: a look that comes from a timer of 1 ms has at most one turn of the loop between it and the
 * one before. Times in milliseconds of `performance.now()`.
 */
export const createTurnWatch = () => {
  const turns: { readonly fromMs: number, readonly toMs: number, readonly cpuSeconds: number }[] = []
  const collections: { readonly fromMs: number, readonly toMs: number }[] = []
  let lastMs: number | undefined
  return {
    turned (atMs: number, cpuSeconds: number): void {
      if (lastMs !== undefined && cpuSeconds >= keptSeconds) turns.push({ fromMs: lastMs, toMs: atMs, cpuSeconds })
      lastMs = atMs
    },
    collected (fromMs: number, durationMs: number): void { collections.push({ fromMs, toMs: fromMs + durationMs }) },
    summary (): TurnCosts {
      const own = turns.filter((turn) => !collections.some(({ fromMs, toMs }) => fromMs < turn.toMs && toMs > turn.fromMs))
      const pauses = collections.map(({ fromMs, toMs }) => (toMs - fromMs) / 1000)
      return {
        longestTurnSeconds: own.reduce((longest, { cpuSeconds }) => Math.max(longest, cpuSeconds), 0),
        longestCollectionSeconds: pauses.reduce((longest, pause) => Math.max(longest, pause), 0),
        collectionSeconds: pauses.reduce((sum, pause) => sum + pause, 0)
      }
    }
  }
}
