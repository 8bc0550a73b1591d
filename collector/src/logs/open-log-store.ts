import type { Storage } from '../storage/storage.ts'
import type { LogBudget } from './intake/log-budget.ts'
import { cleanLine, cleanLines } from './intake/clean-line.ts'
import { createCommitSharing } from './commit-sharing.ts'
import type { LineBatch, LogBackend } from './log-backend.ts'
import { countLines, loadLogCounts } from './log-counts.ts'
import type { LogLine, NewLogLine } from './log-line.ts'
import type { LogStore, PreparedLines } from './log-store.ts'
import { createNewestLines } from './newest-lines.ts'
import { createPlaces } from './places-in-ms.ts'
import { createBatchMarks, type BatchMark } from '../queue/batch-marks.ts'
import { startDrain, type DrainOptions } from '../queue/drain.ts'
import { openQueue } from '../queue/queue.ts'

interface LogStoreParts {
  readonly storage: Storage
  readonly backend: LogBackend
  readonly budget?: LogBudget
  /** What may wait for the backend. */
  readonly maxQueueBytes?: number
  readonly drain: DrainOptions
  readonly nowMs: () => number
  /** What a search waits at most for the backend to have what came before it. */
  readonly searchWaitMs?: number
}

/** Errors are asked for a day, and by whole hours. */
const errorsAgeMs = 25 * 3_600_000

/** What one call of the backend gets: the more lines at once, the less often parts of the index are merged; these are done in half a second. */
const bytesAtOnce = 2 * 1024 * 1024

/** Joins the way of a line: intake, the queue in the database, the backend. */
export const openLogStore = async ({ storage, backend, budget, maxQueueBytes = Number.MAX_SAFE_INTEGER, drain: drainOptions, nowMs, searchWaitMs = 1000 }: LogStoreParts): Promise<LogStore> => {
  const counts = await loadLogCounts(storage)
  const queue = await openQueue<LineBatch>({ storage, name: 'logs', after: await backend.highestPosition(), maxBytes: maxQueueBytes, mustStay: (position) => backend.isBuffered?.(position) ?? false })
  const marks = createBatchMarks(storage, 'logs')
  const places = createPlaces()
  const canWait = createCommitSharing()
  const newest = createNewestLines()
  // Nothing that a page could not do without.
  newest.add(await backend.latestOfEach(newest.keptOfEach).catch(() => []))
  const listeners = new Set<(lines: readonly LogLine[]) => void>()
  let trouble: Error | undefined
  let troubleSinceMs = 0
  /** When the oldest of the batches was received that the backend has been given and has not stored. */
  let oldestGivenMs = Infinity

  const drain = startDrain({
    queue,
    bytesAtOnce,
    async store (batches) {
      oldestGivenMs = Math.min(...batches.map(({ receivedMs }) => receivedMs))
      const lines = await backend.store(batches, queue.oldestPosition)
      oldestGivenMs = Infinity
      newest.add(lines)
      for (const listener of listeners) listener(lines)
    },
    ...drainOptions,
    onTrouble (error) {
      trouble = error
      // What waits since before this start says since when.
      troubleSinceMs = Math.min(nowMs(), oldestGivenMs)
      drainOptions.onTrouble(error)
    }
  })
  drain.wake()

  const prepareClean = (deviceId: string, lines: readonly NewLogLine[], options: Omit<LineBatch, 'lines' | 'placesBefore'>): PreparedLines & { readonly bytes: number } => {
    const counted = countLines(deviceId, lines)
    const placesBefore = places(deviceId, lines)
    const { statement, contentBytes: bytes, committed } = queue.prepare(deviceId, { ...options, ...placesBefore !== undefined && { placesBefore }, lines })
    return {
      bytes,
      statements: [statement, ...counts.statements(counted)],
      committed () {
        counts.add(counted)
        committed()
        drain.wake()
      }
    }
  }
  /** Gives whether the batch is new, and what of its stream is stored; `isNew` where it has no mark. */
  const commit = async (statements: PreparedLines['statements'], { deviceId, receivedMs, mark }: { readonly deviceId: string, readonly receivedMs: number, readonly mark: BatchMark | undefined }) => {
    if (mark !== undefined) return await marks.commitOnce({ deviceId, receivedMs, stream: mark.stream, sequence: mark.sequence }, statements)
    await storage.commit(statements)
    return { isNew: true }
  }

  return {
    prepare: (deviceId, lines, { receivedMs, requestId, runId }) =>
      prepareClean(deviceId, lines.map((line) => cleanLine(line, receivedMs)), { receivedMs, requestId, ...runId !== undefined && { runId } }),
    async append (deviceId, given, { receivedMs, requestId, mark }) {
      if (given.length === 0) return { stored: 0 }
      queue.requireRoom(deviceId)
      budget?.require(deviceId)
      const lines = await cleanLines(given, receivedMs)
      // Other batches of the device may have been stored meanwhile.
      budget?.require(deviceId)
      const { statements, bytes, committed } = prepareClean(deviceId, lines, { receivedMs, requestId, ...mark === undefined && { isUnordered: true } })
      budget?.spend(deviceId, bytes)
      const { isNew, ...acknowledged } = await commit(canWait(deviceId, bytes) ? statements.map((statement) => ({ ...statement, canWait: true })) : statements, { deviceId, receivedMs, mark }).catch((error: unknown) => {
        budget?.spend(deviceId, -bytes)
        throw error
      })
      if (isNew) committed()
      else budget?.spend(deviceId, -bytes)
      return { stored: isNew ? given.length : 0, ...acknowledged }
    },
    acknowledgedSequence: (deviceId, stream) => marks.acknowledgedSequence(deviceId, stream),
    async search (query) {
      // While nothing can be stored there is nothing to wait for.
      if (trouble === undefined) await queue.emptied(searchWaitMs)
      return await backend.search(query)
    },
    errorsLast24h: (deviceId, nowMs) => counts.errorsLast24h(deviceId, nowMs),
    linesTotal: (deviceId) => counts.total(deviceId),
    latest: (deviceId, limit) => newest.of(deviceId, limit),
    onStored (listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    async clampTimes (nowMs, signal) {
      newest.clampTimes(nowMs)
      await counts.clampTimes(nowMs)
      await marks.clampTimes(nowMs)
      await backend.clampTimes(nowMs, signal)
    },
    async removeOld (maxAgeMs, ageLimit, signal) {
      const [beforeMs, errorsBeforeMs] = [ageLimit(maxAgeMs), ageLimit(errorsAgeMs)]
      if (errorsBeforeMs !== undefined) await counts.removeOld(errorsBeforeMs)
      await marks.removeOld(maxAgeMs, ageLimit)
      await backend.removeOld(beforeMs, signal)
    },
    get queued () { return { batches: queue.batches, bytes: queue.bytes } },
    get trouble () { return trouble },
    get outage () { return trouble && { sinceMs: troubleSinceMs, waitingBytes: queue.bytes, roomBytes: Math.max(0, maxQueueBytes - queue.bytes) } },
    async close () {
      await drain.close()
      // On a disk that takes nothing the queue has it at the next start.
      await backend.flush?.().then(() => queue.remove([])).catch(() => {})
      await backend.close()
    }
  }
}
