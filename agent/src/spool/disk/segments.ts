import type { ItemClocks } from '../batch/item-age.ts'
import type { SpooledBatch } from '../spooled-batch.ts'
import { toRecord } from './batch-record.ts'
import { frame } from './frames.ts'
import { readBatch, readSegment, type Segment } from './segment.ts'
import type { SpoolFiles } from './spool-files.ts'

interface SegmentsOptions {
  readonly files: SpoolFiles
  /** All segments together. */
  readonly maxBytes: number
  /** Batches that are settled: acknowledged or given up. */
  readonly isDone: (order: number) => boolean
  /** Shown each batch that exists at the start. */
  readonly show: (spooled: SpooledBatch) => void
}

export interface Segments {
  readonly items: number
  readonly bytes: number
  /** Segments that could not be read, or not whole, since the start. */
  readonly damaged: number
  /** Items lost since the start: pushed out, too old, or in what could not be read. */
  readonly dropped: number
  /**
   * Appends batches, oldest first, in one write. If that would be too much, the oldest segments go. @throws if the write fails; nothing is
   * appended then
   */
  write (batches: readonly SpooledBatch[]): void
  /** Waits until all writes are on the disk, and gives whether there were any. @throws if that fails */
  sync (): boolean
  /** The oldest batch; undefined if there is none. */
  oldest (): SpooledBatch | undefined
  /** The same, to be sent: while it is in flight, it is not counted as dropped although its segment may be. */
  beginSending (): SpooledBatch | undefined
  /** A batch is in flight, and its segment has not been dropped. */
  readonly isInFlight: boolean
  /** Forgets the batch in flight, and gives it; undefined if its segment has been dropped. */
  remove (): SpooledBatch | undefined
  /** Drops the oldest segments in which all is too old, and gives the batches that it drops of the next one. */
  dropWhere (isTooOld: (clocks: ItemClocks, boot: string) => boolean): readonly SpooledBatch[]
  /** Drops the oldest segment, unless it is the only one; gives whether it did. */
  dropOldest (): boolean
  /** Removes all batches, and counts none of them. */
  forget (): void
}

const segmentName = /^(\d{10})\.batches$/
const damagedName = /\.damaged$/
/** For a person to examine; more would only take space. */
const mostDamaged = 2
const largestSegmentBytes = 1024 * 1024
/** The number of segments that the space is divided into; the oldest is dropped whole if there is no space left. */
const parts = 8

/** The batches of a spool in files, each named by a number that rises. A new run begins a new file. */
export const openSegments = ({ files, maxBytes, isDone, show }: SegmentsOptions): Segments => {
  /** The size at which `current` ends, and a new one begins. */
  let segmentBytes = 0
  const segments: Segment[] = []
  let nextNumber = 1
  /** The one being written; undefined before the first. */
  let current: Segment | undefined
  let isSynced = true
  let read: { readonly spooled: SpooledBatch, readonly end: number } | undefined
  let isInFlight = false
  let damaged = 0
  let dropped = 0

  const bytes = (): number => segments.reduce((sum, { end }) => sum + end, 0)
  const attempt = (change: () => void): void => {
    try {
      change()
    } catch {
      // A disk that cannot be written shows itself at the next write; what should go is still known here as gone.
    }
  }
  const setAside = (name: string): void => attempt(() => {
    files.rename(name, `${name}.damaged`)
    const others = files.list().map((file) => file.name).filter((other) => damagedName.test(other)).sort()
    for (const old of others.slice(0, -mostDamaged)) files.remove(old)
  })
  const close = (segment: Segment): void => {
    // Only the oldest has been read; another one may be closed because it could not be begun.
    if (segment === segments[0]) {
      read = undefined
      isInFlight = false
    }
    segments.splice(segments.indexOf(segment), 1)
    if (segment === current) current = undefined
    if (segment.isDamaged) setAside(segment.name)
    else attempt(() => files.remove(segment.name))
  }
  const recordDamage = (segment: Segment): void => {
    if (!segment.isDamaged) damaged += 1
    segment.isDamaged = true
  }
  const drop = (segment: Segment): void => {
    dropped += segment.items - (isInFlight && segment === segments[0] ? read!.spooled.batch.items : 0)
    close(segment)
  }

  /** An eighth of the space, so that on a disk that becomes full not all goes with the oldest. */
  const nextSegmentBytes = (): number => {
    let free = Infinity
    attempt(() => { free = files.freeBytes() })
    return Math.min(largestSegmentBytes, Math.ceil(Math.min(maxBytes, free) / parts))
  }

  const load = (): void => {
    const found = files.list().filter(({ name }) => segmentName.test(name)).sort((a, b) => a.name < b.name ? -1 : 1)
    for (const [i, { name, bytes: size }] of found.entries()) {
      nextNumber = Number(segmentName.exec(name)![1]) + 1
      try {
        const segment = readSegment(files, { name, bytes: size }, isDone, show)
        const isNewest = i === found.length - 1
        if (segment.end < size && isNewest) attempt(() => { files.cut(name, segment.end) })
        segment.isDamaged ||= segment.end < size && !isNewest
        if (segment.isDamaged) damaged += 1
        segments.push(segment)
        if (segment.start >= segment.end) close(segment)
      } catch {
        damaged += 1
        setAside(name)
      }
    }
  }
  load()

  const sync = (): boolean => {
    const wasSynced = isSynced || current === undefined
    if (!wasSynced) files.sync(current!.name)
    isSynced = true
    return !wasSynced
  }
  const oldest = (): SpooledBatch | undefined => {
    while (read === undefined && segments[0] !== undefined) {
      const [segment] = segments
      try {
        read = readBatch(files, segment, segment.start)
      } catch {
        recordDamage(segment)
      }
      if (read !== undefined) break
      if (segment.items > 0) recordDamage(segment)
      drop(segment)
    }
    return read?.spooled
  }
  /** Forgets the oldest batch, which has been read. */
  const pass = (segment: Segment, { spooled, end }: NonNullable<typeof read>): SpooledBatch => {
    isInFlight = false
    segment.start = end
    segment.items -= spooled.batch.items
    read = undefined
    if (segment.start >= segment.end) {
      // The rest of its items was passed over when it was read.
      if (segment.items > 0) recordDamage(segment)
      drop(segment)
    }
    return spooled
  }

  return {
    get items () { return segments.reduce((sum, { items }) => sum + items, 0) },
    get bytes () { return bytes() },
    get damaged () { return damaged },
    get dropped () { return dropped },
    write (batches) {
      const record = Buffer.concat(batches.map((spooled) => frame(toRecord(spooled))))
      while (segments.length > 0 && bytes() + record.length > maxBytes) drop(segments[0]!)
      if (current === undefined || current.end >= segmentBytes) {
        sync()
        segmentBytes = nextSegmentBytes()
        current = {
          name: `${String(nextNumber++).padStart(10, '0')}.batches`,
          start: 0,
          end: 0,
          items: 0,
          newest: undefined,
          isDamaged: false
        }
        segments.push(current)
      }
      try {
        files.write(current.name, current.end, record)
      } catch (error) {
        // A new one that could not be begun, or one that somebody has removed.
        if (current.end === 0 || (error as NodeJS.ErrnoException).code === 'ENOENT') drop(current)
        throw error
      }
      isSynced = false
      current.end += record.length
      for (const { batch, oldest: clocks } of batches) {
        current.items += batch.items
        current.newest = { clocks, boot: batch.boot }
      }
    },
    sync,
    oldest,
    beginSending () {
      isInFlight = oldest() !== undefined
      return read?.spooled
    },
    get isInFlight () { return isInFlight },
    remove () {
      const [segment] = segments
      return !isInFlight || read === undefined || segment === undefined ? undefined : pass(segment, read)
    },
    dropWhere (isTooOld) {
      while (segments[0]?.newest !== undefined && isTooOld(segments[0].newest.clocks, segments[0].newest.boot)) drop(segments[0])
      const gone: SpooledBatch[] = []
      while (!isInFlight && oldest() !== undefined && isTooOld(read!.spooled.oldest, read!.spooled.batch.boot)) {
        dropped += read!.spooled.batch.items
        gone.push(pass(segments[0]!, read!))
      }
      return gone
    },
    dropOldest () {
      if (segments.length < 2) return false
      drop(segments[0]!)
      return true
    },
    forget () {
      for (const segment of [...segments]) close(segment)
    }
  }
}
