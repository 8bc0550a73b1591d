interface SchedulerOptions {
  readonly monotonicMs?: () => number
  /** The time for work of one turn of the event loop. */
  readonly budgetMs?: number
  /** Calls back in the next turn; a test makes it by hand. */
  readonly nextTurn?: (call: () => void) => void
}

/** Waiting callers that may be admitted in one turn, of each group one: each by a call of its own, after the work of the one before. */
const mostInOneTurn = 16

/**
 * Admits callers until their work has used up the time of a turn of the event loop, and the others in the next turns: of each group in
 * turn, and within it in the order in which they came; undefined if the caller need not wait. When a building's power comes back a
 * thousand reports are ready in one turn, and Node would parse them all before anyone else is served; and hundreds of one device must not
 * stand before one of another.
 */
export const createScheduler = ({
  monotonicMs = () => performance.now(),
  budgetMs = 2,
  nextTurn = setImmediate
}: SchedulerOptions = {}): ((group: string) => Promise<void> | undefined) => {
  const waiting = new Map<string, (() => void)[]>()
  /** When the first was admitted in this turn; undefined before. */
  let startedMs: number | undefined
  /** Calls of `admit` that are to come. */
  let due = 0

  const hasTime = (): boolean => {
    if (startedMs === undefined) {
      startedMs = monotonicMs()
      nextTurn(() => { startedMs = undefined })
    }
    return monotonicMs() - startedMs < budgetMs
  }
  const takeNext = (): (() => void) | undefined => {
    for (const [group, callers] of waiting) {
      const caller = callers.shift()
      // To the end of the groups, if more of it wait.
      waiting.delete(group)
      if (callers.length > 0) waiting.set(group, callers)
      return caller
    }
    return undefined
  }
  const admitInNextTurn = (): void => {
    for (; due < Math.min(mostInOneTurn, waiting.size); due++) nextTurn(admit)
  }
  const admit = (): void => {
    due--
    if (hasTime()) takeNext()?.()
    admitInNextTurn()
  }
  return (group) => {
    if (waiting.size === 0 && hasTime()) return undefined
    return new Promise((resolve) => {
      const callers = waiting.get(group)
      if (callers === undefined) waiting.set(group, [resolve])
      else callers.push(resolve)
      admitInNextTurn()
    })
  }
}
