import type { RestoredData } from '../platform/storage/restored-data.ts'
import type { Storage } from '../platform/storage/storage.ts'
import type { LogBudget } from './intake/log-budget.ts'
import { cleanLine, cleanLines } from './intake/clean-line.ts'
import { createCommitSharing } from './commit-sharing.ts'
import type { LineBatch, LogBackend } from './log-backend.ts'
import { countLines, loadLogCounts } from './log-counts.ts'
import { findLogGap, findRestoreGap, gapLine, reportedStatement, writtenRow, type LogGap } from './log-gap.ts'
import type { LogLine, NewLogLine } from '../devices/snapshot/log-line.ts'
import type { LogStore, PreparedLines } from './log-store.ts'
import { createNewestLines } from './newest-lines.ts'
import { createMillisecondOrder } from './order-in-millisecond.ts'
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
  readonly restored?: RestoredData | undefined
  /** Called, at the start, with the lines that the backend has lost; the log of each device has a line about it. */
  readonly onGap?: (gap: LogGap) => void
  /** The longest that a search waits until the backend has the lines from before it. */
  readonly searchWaitMs?: number
  /** The longest wait of a small batch for other devices' batches, to share their commit. */
  readonly shareMs?: number
}

/** Errors are counted for a day, and by whole hours. */
const errorsAgeMs = 25 * 3_600_000

/**
 * The bytes of one call of the backend: the more lines at once, the less often parts of the index are merged;
 * this many take half a second.
 */
const bytesAtOnce = 2 * 1024 * 1024

/** Joins the steps of a line: intake, the queue in the database, the backend. */
export const openLogStore = async ({
  storage, backend, budget, maxQueueBytes = Number.MAX_SAFE_INTEGER, drain: drainOptions, nowMs, restored, onGap = () => {},
  searchWaitMs = 1000, shareMs
}: LogStoreDeps): Promise<LogStore> => {
  const counts = await loadLogCounts(storage)
  const marks = createBatchMarks(storage, 'logs')
  const highest = await backend.highestBatch()
  const queue = await openQueue<LineBatch, BatchSummary>({
    storage, name: 'logs', after: highest?.position ?? 0, maxBytes: maxQueueBytes,
    mustStay: (position) => backend.isBuffered?.(position) ?? false,
    alongRemoval: (batches, highestRow) => [
      ...counts.statements(countedOf(batches)), marksStatement(marksOf(batches)),
      ...highest === undefined ? [] : [{ name: 'queues.keepPosition', parameters: { ...writtenRow, position: highestRow } }]
    ]
  })
  for (const counted of countedOf(queue.onDisk())) counts.add(counted)
  const queuedMarks = await openQueuedMarks(marks, marksOf(queue.onDisk()))
  const places = createMillisecondOrder()
  const canWait = createCommitSharing()
  const newest = createNewestLines()
  // Not essential to any page.
  newest.add(await backend.latestOfEach(newest.mostOfEach).catch(() => []))
  const listeners = new Set<(lines: readonly LogLine[]) => void>()
  let trouble: Error | undefined
  let troubleSinceMs = 0
  /** The receipt time of the oldest batch that the backend has been given and has not stored. */
  let oldestGivenMs = Infinity

  const drain = startDrain({
    queue,
    bytesAtOnce,
    ...backend.isReady !== undefined && { isReady: backend.isReady },
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
    deviceId: string, lines: readonly NewLogLine[], options: Omit<LineBatch, 'lines' | 'earlierInMillisecond'>, mark?: BatchMark
  ): Prepared => {
    const { levels, errors } = countLines(deviceId, lines)
    const earlierInMillisecond = places(deviceId, lines)
    const summary = { ...mark !== undefined && { mark }, receivedMs: options.receivedMs, levels, errors }
    return queue.encode(deviceId, { ...options, ...earlierInMillisecond !== undefined && { earlierInMillisecond }, lines }, summary)
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
  const reportGap = async (gap: LogGap): Promise<void> => {
    const { statements, committed } = prepare(counts.devices().map((deviceId) => encode(deviceId, [gapLine(gap)], { receivedMs: nowMs() })))
    await storage.commit([...statements, reportedStatement(gap)])
    committed()
    onGap(gap)
  }
  const queuedMs = queue.onDisk().map(({ summary }) => summary?.receivedMs ?? 0)
  // Loki was not restored, and lacks nothing.
  const gaps = highest === undefined ? [] : [
    await findLogGap({ storage, highest, queuedMs, nowMs: nowMs() }), restored && await findRestoreGap(storage, restored)
  ]
  // A disk that takes nothing is no reason not to start: the next start finds the same.
  for (const gap of gaps) if (gap !== undefined) await reportGap(gap).catch(() => {})
  const commits = createSharedCommits<Prepared>(async (batches) => {
    const { statements, committed } = prepare(batches)
    await storage.commit(statements)
    committed()
  }, shareMs)

  return {
    prepare (deviceId, given, options) {
      return prepare([encode(deviceId, given.map((line) => cleanLine(line, options.receivedMs)), options)])
    },
    async append (deviceId, given, { mark, ...options }) {
      const { receivedMs } = options
      if (given.length === 0) return { stored: 0 }
      queue.requireRoom(deviceId)
      budget?.require(deviceId)
      const lines = await cleanLines(given, receivedMs)
      // Other batches of the device may have been stored by now.
      budget?.require(deviceId)
      const batch = encode(deviceId, lines, { ...options, ...(mark === undefined && { isUnordered: true }) }, mark)
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
      // First: batches that leave the queue while the tables are corrected arrive there with right times.
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
      // If the disk takes nothing, the queue still has it at the next start.
      await backend
        .flush?.()
        .then(() => queue.remove([]))
        .catch(() => {})
      await backend.close()
    }
  }
}
