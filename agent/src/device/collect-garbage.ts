import type { DeviceClock } from './clock.ts'

interface GarbageCollectionOptions {
  /** V8's collection of everything or of what is new, which `node --expose-gc` gives; without it nothing is done. */
  readonly collectGarbage: ((type: 'major' | 'minor') => void) | undefined
  readonly clock: Pick<DeviceClock, 'sleep'>
}

/** Collects the garbage that has accumulated. */
export interface GarbageCollection {
  /** After each collection of metrics. */
  readonly afterCollection: () => void
  /** After this many bytes of log lines, or of late reports, were read. */
  readonly afterRead: (bytes: number) => void
  /** After this many bytes of content were written: their buffers are garbage at once. */
  readonly afterDownload: (bytes: number) => void
}

const mostGarbageBytes = 2_000_000
/** As little as keeps the agent within 20 MB of its own while it downloads as fast as the network. */
const mostDownloadedBytes = 200_000
/** Some buffers outlive the collections of what is new. */
const downloadedBytesOfMajor = 4_000_000
/** The garbage of a collection of metrics and its report. */
const bytesOfCollection = mostGarbageBytes / 15
/** The garbage of a byte that is read: its buffer, its text, and what is made from it. */
const garbageOfRead = 4
/** The report is then sent, or the scrape answered, and its memory is garbage too. */
const delayMs = 1000

/**
 * Collects garbage after about 2 MB of it. Left to itself V8 waits until some 12 MB of buffers have come together, which at one
 * report a minute takes hours and more memory than all else in the agent; this is 7 ms of CPU each time.
 */
export const createGarbageCollection = ({ collectGarbage, clock }: GarbageCollectionOptions): GarbageCollection => {
  let garbageBytes = 0
  let downloadedBytes = 0
  let downloadedSinceMajorBytes = 0
  const count = (bytes: number): void => {
    garbageBytes += bytes
    if (collectGarbage === undefined || Math.round(garbageBytes) < mostGarbageBytes) return
    garbageBytes = 0
    void clock.sleep(delayMs).then(() => collectGarbage('major'))
  }
  return {
    afterCollection: () => { count(bytesOfCollection) },
    afterRead: (bytes) => { count(garbageOfRead * bytes) },
    afterDownload (bytes) {
      downloadedBytes += bytes
      if (downloadedBytes < mostDownloadedBytes) return
      downloadedSinceMajorBytes += downloadedBytes
      downloadedBytes = 0
      const isMajorDue = downloadedSinceMajorBytes >= downloadedBytesOfMajor
      if (isMajorDue) downloadedSinceMajorBytes = 0
      collectGarbage?.(isMajorDue ? 'major' : 'minor')
    }
  }
}
