import { setImmediate } from 'node:timers/promises'

/** Lets other work run whenever `budgetMs` of the event loop has been used in one go. */
export interface TimeSlice {
  /** Call after each piece of work; resolves when it is this work's turn again. */
  pause (): Promise<void> | undefined
}

export interface TimeSliceOptions {
  /** This process's own by default. */
  readonly monotonicMs?: () => number
  readonly budgetMs?: number
  /** Lets other work run; a test counts the calls. */
  readonly yieldTurn?: () => Promise<unknown>
}

export const timeSlice = ({
  monotonicMs = () => performance.now(),
  budgetMs = 2,
  yieldTurn = () => setImmediate()
}: TimeSliceOptions = {}): TimeSlice => {
  let startedMs = monotonicMs()
  const wait = async () => {
    await yieldTurn()
    startedMs = monotonicMs()
  }
  return { pause: () => (monotonicMs() - startedMs < budgetMs ? undefined : wait()) }
}

/** Does work that is made of steps without letting other work run: for work that is known to be small. */
export const inOneGo = <Result>(steps: Generator<undefined, Result>): Result => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** Does it and lets other work run after each step for which the slice has no time left. */
export const inSlices = async <Result>(steps: Generator<undefined, Result>, slice: TimeSlice): Promise<Result> => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    await slice.pause()
  }
}
