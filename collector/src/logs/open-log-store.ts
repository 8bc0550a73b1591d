import type { Storage } from '../storage/storage.ts'
import type { LogBudget } from './intake/log-budget.ts'
import { cleanLine, cleanLines } from './intake/clean-line.ts'
import type { LogBackend } from './log-backend.ts'
import { countLines, loadLogCounts } from './log-counts.ts'
import type { LogLine, LogStore, NewLogLine, PreparedLines } from './log-store.ts'
import { createNewestLines } from './newest-lines.ts'
import { startDrain } from './queue/drain.ts'
import { openLogQueue } from './queue/log-queue.ts'
import { LogQueueFullError } from './queue/queue-full-error.ts'

interface LogStoreParts {
  readonly storage: Storage
  readonly backend: LogBackend
  readonly budget?: LogBudget
  /** What may wait for the backend. */
  readonly maxQueueBytes?: number
  /** Told when storing begins to fail, and with `undefined` when it goes on. */
  readonly onTrouble?: (error: Error | undefined) => void
  readonly onNotRemoved?: (error: unknown) => void
  readonly backoffMs?: (failures: number) => number
}

/** Errors are asked for a day, and by whole hours. */
const errorsAgeMs = 25 * 3_600_000

/** Marks stay, however soon lines go: an agent that was away sends the same batch again from its spool, by default for up to a week. */
const leastMarksAgeMs = 30 * 86_400_000

/** What a search waits for the backend to have what came before it. */
const longestWaitMs = 1000

/** Joins the way of a line: intake, the queue in the database, the backend. */
export const openLogStore = async ({ storage, backend, budget, maxQueueBytes = Number.MAX_SAFE_INTEGER, onTrouble, onNotRemoved = () => {}, backoffMs }: LogStoreParts): Promise<LogStore> => {
  const counts = await loadLogCounts(storage)
  const queue = await openLogQueue(storage, await backend.highestPosition())
  const newest = createNewestLines()
  // Nothing that a page could not do without.
  newest.add(await backend.latestOfEach(newest.keptOfEach).catch(() => []))
  const listeners = new Set<(lines: readonly LogLine[]) => void>()
  let trouble: Error | undefined

  const drain = startDrain({
    queue,
    backend,
    onStored (lines) {
      newest.add(lines)
      for (const listener of listeners) listener(lines)
    },
    onTrouble (error) {
      trouble = error
      onTrouble?.(error)
    },
    onNotRemoved,
    ...backoffMs && { backoffMs }
  })
  drain.wake()

  const prepareClean = (deviceId: string, lines: readonly NewLogLine[], options: Parameters<LogStore['prepare']>[2]): PreparedLines & { readonly bytes: number } => {
    const counted = countLines(deviceId, lines)
    const { statement, bytes, committed } = queue.prepare({ deviceId, lines, ...options })
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
  const acknowledgedSequence = async (deviceId: string, stream: string): Promise<number> =>
    (await storage.query<{ sequence: number }>('logs.acknowledged', { device: deviceId, stream }))[0]?.sequence ?? 0
  const marksAhead = async (nowMs: number): Promise<boolean> => (await storage.query<{ ahead: number }>('logs.marksAhead', { now: nowMs }))[0]!.ahead === 1

  return {
    prepare: (deviceId, lines, { receivedMs, requestId, runId }) =>
      prepareClean(deviceId, lines.map((line) => cleanLine(line, receivedMs)), { receivedMs, requestId, ...runId !== undefined && { runId } }),
    async append (deviceId, given, { receivedMs, requestId, mark }) {
      if (given.length === 0) return { stored: 0 }
      if (queue.bytes > maxQueueBytes) throw new LogQueueFullError(maxQueueBytes)
      budget?.require(deviceId)
      const lines = await cleanLines(given, receivedMs)
      // Other batches of the device may have been stored meanwhile.
      budget?.require(deviceId)
      const { statements, bytes, committed } = prepareClean(deviceId, lines, { receivedMs, requestId })
      budget?.spend(deviceId, bytes)
      const transaction = [
        ...mark === undefined ? [] : [{ name: 'logs.mark', parameters: { device: deviceId, stream: mark.stream, sequence: mark.sequence, now: receivedMs }, guard: true }],
        ...statements
      ]
      const { changes } = await storage.commit(transaction).catch((error: unknown) => {
        budget?.spend(deviceId, -bytes)
        throw error
      })
      if (mark !== undefined && changes.length < transaction.length) {
        budget?.spend(deviceId, -bytes)
        return { stored: 0, acknowledgedSequence: await acknowledgedSequence(deviceId, mark.stream) }
      }
      committed()
      return { stored: given.length, ...mark && { acknowledgedSequence: mark.sequence } }
    },
    async search (query) {
      // While nothing can be stored there is nothing to wait for.
      if (trouble === undefined) await queue.emptied(longestWaitMs)
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
      if (await marksAhead(nowMs)) await storage.commit([{ name: 'logs.clampMarks', parameters: { now: nowMs } }])
      await backend.clampTimes(nowMs, signal)
    },
    async removeOld (maxAgeMs, ageLimit, signal) {
      const [beforeMs, errorsBeforeMs, marksBeforeMs] = [ageLimit(maxAgeMs), ageLimit(errorsAgeMs), ageLimit(Math.max(maxAgeMs, leastMarksAgeMs))]
      if (errorsBeforeMs !== undefined && marksBeforeMs !== undefined) {
        await counts.removeOld(errorsBeforeMs)
        await storage.commit([{ name: 'logs.removeOldMarks', parameters: { before: marksBeforeMs } }])
      }
      await backend.removeOld(beforeMs, signal)
    },
    get queued () { return { batches: queue.batches, bytes: queue.bytes } },
    get trouble () { return trouble },
    async close () {
      await drain.close()
      await backend.close()
    }
  }
}
