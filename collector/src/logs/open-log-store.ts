import type { Storage } from '../platform/storage/storage.ts'
import type { LogBudget } from './intake/log-budget.ts'
import { cleanLine, cleanLines } from './intake/clean-line.ts'
import { createCommitSharing } from './commit-sharing.ts'
import type { LineBatch, LogBackend } from './log-backend.ts'
import { countLines, loadLogCounts } from './log-counts.ts'
import type { LogLine, NewLogLine } from '../devices/snapshot/log-line.ts'
import type { LogStore, PreparedLines } from './log-store.ts'
import { createNewestLines } from './newest-lines.ts'
import { createPlaces } from './places-in-ms.ts'
import { createBatchMarks, type BatchMark } from '../platform/queue/batch-marks.ts'
import { startDrain, type DrainOptions } from '../platform/queue/drain.ts'
import { openQueue, type Encoded } from '../platform/queue/queue.ts'
import { clampSummaries, countedOf, marksOf, type BatchSummary } from './batch-summary.ts'
import { marksStatement, openQueuedMarks } from './queued-marks.ts'
import { createSharedCommits } from './shared-commits.ts'

interface LogStoreDeps {
  readonly storage: Storage
  readonly backend: LogBackend
  readonly budget?: LogBudget
  /** The most that may wait for the backend. */
  readonly maxQueueBytes?: number
  readonly drain: DrainOptions
  readonly nowMs: () => number
  /** The longest that a search waits for the backend to have what came before it. */
  readonly searchWaitMs?: number
  /** The longest wait of a small batch for those of other devices, to share their commit. */
  readonly shareMs?: number
}

/** Errors are asked for a day, and by whole hours. */
const errorsAgeMs = 25 * 3_600_000

/**
 * The bytes of one call of the backend: the more lines at once, the less often parts of the index are merged;
 * these are done in half a second.
 */
const bytesAtOnce = 2 * 1024 * 1024

/** Joins the way of a line: intake, the queue in the database, the backend. */
export const openLogStore = async ({
  storage, backend, budget, maxQueueBytes = Number.MAX_SAFE_INTEGER, drain: drainOptions, nowMs, searchWaitMs = 1000, shareMs
}: LogStoreDeps): Promise<LogStore> => {
  const counts = await loadLogCounts(storage)
  const marks = createBatchMarks(storage, 'logs')
  const queue = await openQueue<LineBatch, BatchSummary>({
    storage, name: 'logs', after: await backend.highestPosition(), maxBytes: maxQueueBytes,
    mustStay: (position) => backend.isBuffered?.(position) ?? false,
    alongRemoval: (batches) => [...counts.statements(countedOf(batches)), marksStatement(marksOf(batches))]
  })
  for (const counted of countedOf(queue.onDisk())) counts.add(counted)
  const queuedMarks = await openQueuedMarks(marks, marksOf(queue.onDisk()))
  const places = createPlaces()
  const canWait = createCommitSharing()
  const newest = createNewestLines()
  // Nothing that a page could not do without.
  newest.add(await backend.latestOfEach(newest.mostOfEach).catch(() => []))
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
      // Batches that wait since before this start show since when.
      troubleSinceMs = Math.min(nowMs(), oldestGivenMs)
      drainOptions.onTrouble(error)
    }
  })
  drain.wake()

  type Prepared = Encoded<LineBatch, BatchSummary>
  const encode = (
    deviceId: string, lines: readonly NewLogLine[], options: Omit<LineBatch, 'lines' | 'placesBefore'>, mark?: BatchMark
  ): Prepared => {
    const { levels, errors } = countLines(deviceId, lines)
    const placesBefore = places(deviceId, lines)
    const summary = { ...mark !== undefined && { mark }, receivedMs: options.receivedMs, levels, errors }
    return queue.encode(deviceId, { ...options, ...placesBefore !== undefined && { placesBefore }, lines }, summary)
  }
  const prepare = (batches: readonly Prepared[]): PreparedLines => {
    const { statement, committed } = queue.prepare(batches)
    return {
      statements: [statement],
      committed () {
        for (const counted of countedOf(batches)) counts.add(counted)
        queuedMarks.add(marksOf(batches))
        committed()
        drain.wake()
      }
    }
  }
  const commits = createSharedCommits<Prepared>(async (batches) => {
    const { statements, committed } = prepare(batches)
    await storage.commit(statements)
    committed()
  }, shareMs)

  return {
    prepare (deviceId, given, { receivedMs, requestId, runId }) {
      const lines = given.map((line) => cleanLine(line, receivedMs))
      return prepare([encode(deviceId, lines, { receivedMs, requestId, ...(runId !== undefined && { runId }) })])
    },
    async append (deviceId, given, { receivedMs, requestId, mark }) {
      if (given.length === 0) return { stored: 0 }
      queue.requireRoom(deviceId)
      budget?.require(deviceId)
      const lines = await cleanLines(given, receivedMs)
      // Other batches of the device may have been stored meanwhile.
      budget?.require(deviceId)
      const batch = encode(deviceId, lines, { receivedMs, requestId, ...(mark === undefined && { isUnordered: true }) }, mark)
      const bytes = batch.contentBytes
      budget?.spend(deviceId, bytes)
      const commit = (): Promise<void> => commits.add(batch, canWait(deviceId, bytes))
      try {
        const taken =
          mark === undefined ? commit().then(() => ({ isNew: true })) : queuedMarks.once({ deviceId, receivedMs, ...mark }, commit)
        const { isNew, ...acknowledged } = await taken
        if (!isNew) budget?.spend(deviceId, -bytes)
        return { stored: isNew ? given.length : 0, ...acknowledged }
      } catch (error) {
        budget?.spend(deviceId, -bytes)
        throw error
      }
    },
    acknowledgedSequence: (deviceId, stream) => queuedMarks.acknowledgedSequence(deviceId, stream),
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
      return () => {
        listeners.delete(listener)
      }
    },
    async clampTimes (nowMs, signal) {
      newest.clampTimes(nowMs)
      // First: what leaves the queue while the tables are corrected goes there with right times.
      clampSummaries(queue.onDisk(), nowMs)
      await counts.clampTimes(nowMs)
      await marks.clampTimes(nowMs)
      await backend.clampTimes(nowMs, signal)
    },
    async removeOld (maxAgeMs, ageLimit, signal) {
      const [beforeMs, errorsBeforeMs] = [ageLimit(maxAgeMs), ageLimit(errorsAgeMs)]
      if (errorsBeforeMs !== undefined) await counts.removeOld(errorsBeforeMs)
      await marks.removeOld(maxAgeMs, ageLimit)
      queuedMarks.retain(marksOf(queue.onDisk()))
      await backend.removeOld(beforeMs, signal)
    },
    get queued () {
      return { batches: queue.batches, bytes: queue.bytes }
    },
    get trouble () {
      return trouble
    },
    get outage () {
      return trouble && { sinceMs: troubleSinceMs, waitingBytes: queue.bytes, roomBytes: Math.max(0, maxQueueBytes - queue.bytes) }
    },
    async close () {
      await commits.close()
      await drain.close()
      // On a disk that takes nothing the queue has it at the next start.
      await backend
        .flush?.()
        .then(() => queue.remove([]))
        .catch(() => {})
      await backend.close()
    }
  }
}
