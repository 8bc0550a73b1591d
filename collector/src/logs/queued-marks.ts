import type { BatchMark, BatchMarks } from '../platform/queue/batch-marks.ts'
import type { Statement } from '../platform/storage/storage.ts'

/** A mark while its batch is in the queue, whose row has it on the disk. */
export interface QueuedMark extends BatchMark {
  readonly deviceId: string
  readonly receivedMs: number
}

/** Recognises a batch that comes again, whether its mark is still in the queue or already in the table. */
export interface QueuedMarks {
  /** Calls `commit` unless the batch was here before; batches of one stream go one after the other. */
  once (mark: QueuedMark, commit: () => Promise<void>): Promise<{ readonly isNew: boolean, readonly acknowledgedSequence: number }>
  acknowledgedSequence (deviceId: string, stream: string): Promise<number>
  /** Adds the marks of batches that are on the disk, in the queue. */
  add (marks: readonly QueuedMark[]): void
  /** Forgets all but the streams of these, which are in the queue: the table has the others. */
  retain (marks: readonly QueuedMark[]): void
}

const keyOf = ({ deviceId, stream }: Pick<QueuedMark, 'deviceId' | 'stream'>): string => JSON.stringify([deviceId, stream])

/** Brings the table up to date, once these leave the queue. */
export const marksStatement = (marks: readonly QueuedMark[]): Statement => {
  const latest = new Map<string, QueuedMark>()
  for (const mark of marks) if (mark.sequence > (latest.get(keyOf(mark))?.sequence ?? 0)) latest.set(keyOf(mark), mark)
  const rows = [...latest.values()].map(({ deviceId, stream, sequence, receivedMs }) => [deviceId, stream, sequence, receivedMs])
  return { name: 'marks.setAll', parameters: { kind: 'logs', marks: JSON.stringify(rows) } }
}

/** @param queued the marks that the last run left in the queue */
export const openQueuedMarks = async (
  marks: Pick<BatchMarks, 'acknowledgedSequence'>, queued: readonly QueuedMark[]
): Promise<QueuedMarks> => {
  const highest = new Map<string, number>()
  const turns = new Map<string, Promise<unknown>>()
  const acknowledgedSequence = async (deviceId: string, stream: string): Promise<number> =>
    highest.get(keyOf({ deviceId, stream })) ?? await marks.acknowledgedSequence(deviceId, stream)
  const add = (some: readonly QueuedMark[]): void => {
    for (const mark of some) highest.set(keyOf(mark), Math.max(highest.get(keyOf(mark)) ?? 0, mark.sequence))
  }
  add(queued)
  // A later batch may have left the queue before an earlier one, which shares its row with one of a device that is behind.
  add(await Promise.all([...new Map(queued.map((mark) => [keyOf(mark), mark])).values()].map(async (mark) =>
    ({ ...mark, sequence: await marks.acknowledgedSequence(mark.deviceId, mark.stream) }))))
  return {
    acknowledgedSequence,
    async once (mark, commit) {
      const key = keyOf(mark)
      const run = async () => {
        const known = await acknowledgedSequence(mark.deviceId, mark.stream)
        if (mark.sequence <= known) return { isNew: false, acknowledgedSequence: known }
        await commit()
        return { isNew: true, acknowledgedSequence: mark.sequence }
      }
      const turn = (turns.get(key) ?? Promise.resolve()).then(run, run)
      turns.set(key, turn)
      try {
        return await turn
      } finally {
        if (turns.get(key) === turn) turns.delete(key)
      }
    },
    add,
    retain (some) {
      const streams = new Set(some.map(keyOf))
      for (const key of highest.keys()) if (!streams.has(key)) highest.delete(key)
    }
  }
}
