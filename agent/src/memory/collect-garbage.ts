import type { DeviceClock } from '../device/clock.ts'

interface GarbageCollectionOptions {
  /** V8's full collection, which `node --expose-gc` gives; without it nothing is done. */
  readonly collectGarbage: (() => void) | undefined
  readonly clock: Pick<DeviceClock, 'sleep'>
}

/** About as much garbage as 2 MB. */
const collectionsBetween = 15
/** By then the report is sent, or the scrape answered, and what it took is garbage too. */
const delayMs = 1000

/**
 * Collects garbage after every 15th collection of metrics. Left to itself V8 waits until some 12 MB of buffers have come
 * together, which at one report a minute takes hours and more memory than all else in the agent; this is 7 ms of CPU
 * each time.
 */
export const createGarbageCollection = ({ collectGarbage, clock }: GarbageCollectionOptions): (() => void) => {
  let count = 0
  return () => {
    count += 1
    if (collectGarbage === undefined || count % collectionsBetween !== 0) return
    void clock.sleep(delayMs).then(collectGarbage)
  }
}
