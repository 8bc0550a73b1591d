import { StorageUnavailableError } from '../../platform/storage/errors.ts'
import { startThread } from '../../platform/storage/thread.ts'
import type { LogBackend } from '../log-backend.ts'
import type { LogLine } from '../../devices/snapshot/log-line.ts'
import type { LogPage, LogQuery } from '../log-query.ts'
import { removalReasons, type RemovalReason } from '../removal-reason.ts'
import type { ReaderAnswer, WriterAnswer, WriterQuestion } from './messages.ts'
import { markDamaged, prepareLogDatabase } from './open-log-database.ts'
import { storedLines } from './stored-lines.ts'
import { createUnflushedBatches } from './unflushed-batches.ts'

interface Options {
  /** The data directory, which the collector has locked. */
  readonly directory: string
  /** Space for all lines; it is enforced after every batch. */
  readonly maxBytes?: number
  /** Lines stay in memory, and in the queue, until they take this much and are written together. */
  readonly bufferBytes?: number
  /** Called with the number of lines that were removed. */
  readonly onRemoved?: (reason: RemovalReason, lines: number) => void
  /** Called with the path that a damaged database has been moved to. */
  readonly onSetAside?: (file: string) => void
  /** Called if a thread died: nothing can be stored or found from then on. */
  readonly onCrash?: (error: Error) => void
}

/**
 * Some 20,000 lines of 130 bytes: a commit of a few lines writes as many pages as one of a thousand, and begins a segment of each index
 * (ADR 73).
 */
const usualBufferBytes = 8_500_000

/** A search goes on in slices of some 200 ms until its page is full, so that others get their turn; after this it gives what it has. */
const longestSearchMs = 800

/**
 * The log in logs.db, a database of its own: its index takes longer to write than anything else does, and nobody who waits for a
 * commit may wait for it.
 * @throws {DataDirectoryError} if the file cannot be used
 */
export const openEmbeddedBackend = ({
  directory, maxBytes = Number.MAX_SAFE_INTEGER, bufferBytes = usualBufferBytes,
  onRemoved, onSetAside = () => {}, onCrash = (error) => { throw error }
}: Options): LogBackend => {
  const data = { file: prepareLogDatabase(directory, onSetAside), maxBytes }
  const writer = startThread<WriterAnswer>(new URL('./writer-thread.ts', import.meta.url), data, onCrash)
  const reader = startThread<ReaderAnswer>(new URL('./reader-thread.ts', import.meta.url), data, onCrash)

  const askWriter = async (question: WriterQuestion): Promise<WriterAnswer> => {
    try {
      const answer = await writer.ask(question)
      for (const reason of removalReasons) if (answer.removed[reason] > 0) onRemoved?.(reason, answer.removed[reason])
      return answer
    } catch (error) {
      if (!(error instanceof StorageUnavailableError) || error.trouble !== 'damaged') throw error
      markDamaged(data.file)
      throw new StorageUnavailableError(
        'the database of the log is damaged: restart the collector, which sets it aside and begins a new one; lines wait until then',
        'damaged', { cause: error }
      )
    }
  }
  const repeat = async (question: WriterQuestion, signal?: AbortSignal): Promise<void> => {
    for (let changed = 1; changed > 0 && signal?.aborted !== true;) changed = (await askWriter(question)).changed
  }
  let oldestPosition = 0
  const unflushed = createUnflushedBatches({
    bufferBytes,
    async write () { await askWriter({ flush: { oldestPosition } }) },
    async onWritten (positions) { await reader.ask({ release: positions }) }
  })
  const search = async (query: LogQuery): Promise<LogPage> => {
    const lines: LogLine[] = []
    const startedMs = performance.now()
    for (let afterId = query.afterId; ;) {
      const page = await reader.ask({ search: { ...query, limit: query.limit - lines.length, ...afterId !== undefined && { afterId } } })
      lines.push(...page.lines)
      if (page.nextId === undefined) return { lines }
      if (lines.length === query.limit || performance.now() - startedMs > longestSearchMs) return { lines, nextId: page.nextId }
      afterId = page.nextId
    }
  }

  return {
    search,
    async store (batches, lowestPosition = 0) {
      oldestPosition = lowestPosition
      await unflushed.awaitSpace()
      const ids = (await reader.ask({ buffer: batches })).ids!
      const taken = batches.map((batch, i) => ({ batch, ids: ids[i]! }))
      const fresh = taken.filter(({ batch, ids }) => ids.length > 0 && !unflushed.has(batch.position))
      unflushed.add(fresh.map(({ batch }) => batch))
      // Answered in its turn, before the next flush; it fails only with its thread.
      void askWriter({ buffer: fresh }).catch(() => {})
      await unflushed.flushIfFull()
      return taken.flatMap(({ batch, ids }) => storedLines(batch, ids))
    },
    isBuffered: (position) => unflushed.has(position),
    flush: () => unflushed.flushAll(),
    highestBatch: async () => (await reader.ask({ highestBatch: true })).highest!,
    latestOfEach: async (limit) => (await reader.ask({ latestOfEach: limit })).lines,
    async clampTimes (nowMs, signal) {
      await unflushed.flushAll()
      await repeat({ clamp: { nowMs } }, signal)
    },
    async removeOld (beforeMs, signal) {
      await unflushed.flushOld(beforeMs)
      try {
        await repeat({ makeRoom: { beforeMs } }, signal)
      } catch (error) {
        unflushed.noteFailure()
        throw error
      }
    },
    close: () => reader.close().then(() => writer.close())
  }
}
