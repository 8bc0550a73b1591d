import type { DeviceClock } from './clock.ts'

interface GarbageCollectionOptions {
  /** V8's full collection, which `node --expose-gc` gives; without it nothing is done. */
  readonly collectGarbage: (() => void) | undefined
  readonly clock: Pick<DeviceClock, 'sleep'>
}

/** Collects what has come together of garbage. */
export interface GarbageCollection {
  /** After each collection of metrics. */
  readonly afterCollection: () => void
  /** After so many bytes of log lines, or of late reports, were read. */
  readonly afterRead: (bytes: number) => void
}

const mostGarbageBytes = 2_000_000
/** The garbage of a collection of metrics and its report. */
const bytesOfCollection = mostGarbageBytes / 15
/** The garbage of a byte that is read: its buffer, its text, and what is made of it. */
const garbageOfRead = 4
/** By then the report is sent, or the scrape answered, and what it took is garbage too. */
const delayMs = 1000

/**
 * Collects garbage after about 2 MB of it. Left to itself V8 waits until some 12 MB of buffers have come together, which at one
 * report a minute takes hours and more memory than all else in the agent; this is 7 ms of CPU each time.
 */
export const createGarbageCollection = ({ collectGarbage, clock }: GarbageCollectionOptions): GarbageCollection => {
  let garbageBytes = 0
  const note = (bytes: number): void => {
    garbageBytes += bytes
    if (collectGarbage === undefined || Math.round(garbageBytes) < mostGarbageBytes) return
    garbageBytes = 0
    void clock.sleep(delayMs).then(collectGarbage)
  }
  return {
    afterCollection: () => { note(bytesOfCollection) },
    afterRead: (bytes) => { note(garbageOfRead * bytes) }
  }
}
