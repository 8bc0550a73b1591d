import type { TimeSlice } from './time-slice.ts'

/** Does work that is made of steps without letting other work in: for what is known to be small. */
export const inOneGo = <Result>(steps: Generator<undefined, Result>): Result => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** Does it with other work let in after each step for which the slice has no time left. */
export const inSlices = async <Result>(steps: Generator<undefined, Result>, slice: TimeSlice): Promise<Result> => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    await slice.pause()
  }
}
