import type { Storage } from '../storage/storage.ts'
import { removeOldestOverLimit } from './remove-oldest-over-limit.ts'

/** Why lines were removed. */
export const removalReasons = ['age', 'space'] as const
export type RemovalReason = typeof removalReasons[number]

export interface RetentionOptions {
  readonly storage: Storage
  /** Lines that came before this are too old; undefined while the clock does not tell ages. */
  readonly oldestMs: number | undefined
  readonly maxBytes: number
  readonly onRemoved?: (reason: RemovalReason, lines: number) => void
  /** Ends it after the commit under way. */
  readonly signal?: AbortSignal
}

/** What one commit removes at most: little enough to leave the writer free for others in between. */
const [linesAtOnce, bytesAtOnce] = [1000, 1_000_000]

/** Removes lines that are too old, then the oldest of those devices that take the most while all take more than `maxBytes`. In small commits. */
export const retainLogs = async ({ storage, oldestMs, maxBytes, onRemoved, signal }: RetentionOptions): Promise<void> => {
  const removeAll = async (reason: RemovalReason, statement: Parameters<Storage['commit']>[0][number]): Promise<void> => {
    for (let removed = 1; removed > 0 && signal?.aborted !== true;) {
      removed = (await storage.commit([statement])).changes[0] ?? 0
      if (removed > 0) onRemoved?.(reason, removed)
    }
  }
  if (oldestMs !== undefined) {
    await removeAll('age', { name: 'logs.removeOld', parameters: { before: oldestMs, count: linesAtOnce } })
    await storage.commit([{ name: 'logs.removeOldMarks', parameters: { before: oldestMs } }])
  }
  // A hundredth of a small store, so that no device loses much more than its share.
  await removeAll('space', removeOldestOverLimit({ maxBytes, atMost: Math.min(bytesAtOnce, Math.ceil(maxBytes / 100)), lines: linesAtOnce }))
}
