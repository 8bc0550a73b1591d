import { AsyncResource, createHook, executionAsyncResource } from 'node:async_hooks'

/** Called with each slice when the next one begins. Times in milliseconds of `performance.now()`. */
export type OnSlice = (fromMs: number, toMs: number, cpuSeconds: number) => void

/** What Node makes for `process.nextTick`: a plain object. */
const isTick = (resource: object): boolean => 'callback' in resource && 'args' in resource

/** One that comes again is still another slice each time. */
const isTimer = (resource: object): boolean => '_onTimeout' in resource

/** What the loop itself calls: not what has been put off until the end of such a call. */
const isOfTheLoop = (resource: object): boolean => !(resource instanceof Promise || resource instanceof AsyncResource || isTick(resource))

/**
 * Watches the slices of this thread's event loop until the function that it gives is called. A slice is all that happens
 * without a break: a callback of the loop (a timer, an immediate, what has come over a connection), the ticks and
 * promises that follow from it, and the callbacks right after it for the same connection. Between two slices the loop
 * may serve somebody else. The watching itself is counted in.
 */
export const watchSlices = (cpuSeconds: () => number, onSlice: OnSlice): (() => void) => {
  let slice: object | undefined
  let [fromMs, fromSeconds, toMs, toSeconds] = [0, 0, 0, 0]
  let depth = 0
  const hook = createHook({
    before () {
      depth++
      if (depth > 1) return
      const resource = executionAsyncResource()
      if (!isOfTheLoop(resource) || (resource === slice && !isTimer(resource))) return
      if (slice !== undefined) onSlice(fromMs, toMs, toSeconds - fromSeconds)
      slice = resource
      ;[fromMs, fromSeconds] = [performance.now(), cpuSeconds()]
      ;[toMs, toSeconds] = [fromMs, fromSeconds]
    },
    after () {
      // The callback in which the watch began is left without having been entered.
      depth = Math.max(0, depth - 1)
      if (depth === 0) [toMs, toSeconds] = [performance.now(), cpuSeconds()]
    }
  })
  hook.enable()
  return () => {
    hook.disable()
    if (slice !== undefined) onSlice(fromMs, toMs, toSeconds - fromSeconds)
  }
}
