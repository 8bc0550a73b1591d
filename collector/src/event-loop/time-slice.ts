import { setImmediate } from 'node:timers/promises'

/** Lets other work in whenever `budgetMs` of the event loop has been used in one go. */
export interface TimeSlice {
  /** Call after each piece of work; resolves when it is this work's turn again. */
  pause (): Promise<void> | undefined
}

export interface TimeSliceOptions {
  /** This process's own unless said. */
  readonly monotonicMs?: () => number
  readonly budgetMs?: number
  /** How to let other work in; a test counts it. */
  readonly yieldTurn?: () => Promise<unknown>
}

export const timeSlice = ({ monotonicMs = () => performance.now(), budgetMs = 2, yieldTurn = () => setImmediate() }: TimeSliceOptions = {}): TimeSlice => {
  let startedMs = monotonicMs()
  const wait = async () => {
    await yieldTurn()
    startedMs = monotonicMs()
  }
  return { pause: () => monotonicMs() - startedMs < budgetMs ? undefined : wait() }
}
