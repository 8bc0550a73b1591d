import type { ItemClocks } from '../batch/item-age.ts'
import type { SpooledBatch } from '../spooled-batch.ts'
import { fromRecord } from './batch-record.ts'
import { readFrame } from './frames.ts'
import type { SpoolFiles } from './spool-files.ts'

/** One file of batches, as far as it is known without reading it again. */
export interface Segment {
  readonly name: string
  /** The end of its valid records. */
  end: number
  /** The start of the oldest record that is not removed. */
  start: number
  /** Items that are not removed. */
  items: number
  newest: { readonly clocks: ItemClocks, readonly boot: string } | undefined
  /** Records in the middle of it could not be read: it is set aside when it has been delivered. */
  isDamaged: boolean
}

/**
 * The first batch of a segment from an offset on, and its end; damaged records are passed over. @throws if the file
 * cannot be read
 */
export const readBatch = (
  files: SpoolFiles,
  { name, end }: Pick<Segment, 'name' | 'end'>,
  start: number
): { readonly spooled: SpooledBatch, readonly end: number } | undefined => {
  for (let offset = start; offset < end;) {
    const found = readFrame(files, name, offset)
    if (found === undefined) return undefined
    if (found.record !== undefined) return { spooled: fromRecord(found.record), end: found.end }
    offset = found.end
  }
  return undefined
}

/** Reads a segment that an earlier run has left, and shows each of its batches. Bytes after the last valid record are not part of it. */
export const readSegment = (
  files: SpoolFiles,
  { name, bytes }: { readonly name: string, readonly bytes: number },
  isDone: (order: number) => boolean,
  show: (spooled: SpooledBatch) => void
): Segment => {
  const segment: Segment = { name, start: 0, end: 0, items: 0, newest: undefined, isDamaged: false }
  let hasGap = false
  for (let offset = 0; ;) {
    const found = readFrame(files, name, offset)
    if (found === undefined) return segment
    if (found.record === undefined) hasGap = true
    else {
      const spooled = fromRecord(found.record)
      const { batch, oldest: clocks, order } = spooled
      segment.isDamaged ||= hasGap
      segment.end = found.end
      if (isDone(order)) segment.start = found.end
      else segment.items += batch.items
      segment.newest = { clocks, boot: batch.boot }
      show(spooled)
    }
    offset = found.end
    if (offset >= bytes) return segment
  }
}
