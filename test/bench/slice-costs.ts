/** What the slices of an event loop cost, by the CPU time of its thread: what else the machine does is not in it. */
export interface SliceCosts {
  /** Of the slices in which no garbage was collected. */
  readonly longestSliceSeconds: number
  /** By the clock, and so with whatever else the machine did meanwhile. */
  readonly longestCollectionSeconds: number
  readonly collectionSeconds: number
}

/** Shorter slices are not kept. */
const keptSeconds = 0.0005

/** Gathers slices and collections of garbage. Times in milliseconds of `performance.now()`. */
export const createSliceCosts = () => {
  const slices: { readonly fromMs: number, readonly toMs: number, readonly cpuSeconds: number }[] = []
  const collections: { readonly fromMs: number, readonly toMs: number }[] = []
  return {
    worked (fromMs: number, toMs: number, cpuSeconds: number): void {
      if (cpuSeconds >= keptSeconds) slices.push({ fromMs, toMs, cpuSeconds })
    },
    collected (fromMs: number, durationMs: number): void {
      collections.push({ fromMs, toMs: fromMs + durationMs })
    },
    summary (): SliceCosts {
      const own = slices.filter((slice) => !collections.some(({ fromMs, toMs }) => fromMs < slice.toMs && toMs > slice.fromMs))
      const pauses = collections.map(({ fromMs, toMs }) => (toMs - fromMs) / 1000)
      return {
        longestSliceSeconds: own.reduce((longest, { cpuSeconds }) => Math.max(longest, cpuSeconds), 0),
        longestCollectionSeconds: pauses.reduce((longest, pause) => Math.max(longest, pause), 0),
        collectionSeconds: pauses.reduce((sum, pause) => sum + pause, 0)
      }
    }
  }
}
