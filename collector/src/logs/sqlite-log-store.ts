import type { LogLevel } from '@mimamori/contract'
import { timeSlice } from '../event-loop/time-slice.ts'
import type { Statement, Storage } from '../storage/storage.ts'
import { boundContext, cleanText, withoutSecrets } from './log-context.ts'
import type { LogBudget } from './log-budget.ts'
import { createErrorCounter } from './error-counter.ts'
import { createLogCounts, type LogCounts } from './log-counts.ts'
import { toLogLine, type LogRow } from './log-row.ts'
import type { LogLine, LogStore, NewLogLine, PreparedLines } from './log-store.ts'
import { removeOldestOverLimit } from './remove-oldest-over-limit.ts'

const keptInMemory = 20
const messageLength = 8192

const clean = (line: NewLogLine, receivedMs: number): NewLogLine => ({
  level: line.level,
  message: withoutSecrets(line.message, messageLength),
  eventMs: Math.min(line.eventMs, receivedMs),
  ...line.estimated === true && { estimated: true },
  ...line.unit !== undefined && { unit: cleanText(line.unit, 256) },
  ...line.context !== undefined && { context: boundContext(line.context) }
})

/** A line as it goes to the database, but for its number. */
interface CleanLine {
  readonly line: NewLogLine
  readonly row: string
}

const toClean = (given: NewLogLine, receivedMs: number): CleanLine => {
  const line = clean(given, receivedMs)
  const { level, message, eventMs, estimated, unit, context } = line
  return { line, row: JSON.stringify({ level, message, eventMs, estimated: estimated === true ? 1 : 0, unit, context: context && JSON.stringify(context) }) }
}

/** In slices: a thousand lines with much context would hold up as many reports. */
const cleanInSlices = async (given: readonly NewLogLine[], receivedMs: number): Promise<readonly CleanLine[]> => {
  const slice = timeSlice()
  const cleaned: CleanLine[] = []
  for (const line of given) {
    cleaned.push(toClean(line, receivedMs))
    const turn = slice.pause()
    if (turn !== undefined) await turn
  }
  return cleaned
}

const countByLevel = (lines: readonly NewLogLine[]): Partial<Record<LogLevel, number>> => {
  const counts: Partial<Record<LogLevel, number>> = {}
  for (const { level } of lines) counts[level] = (counts[level] ?? 0) + 1
  return counts
}

/** No less than what the lines will count: their JSON, which has all their text, and what each takes beside that (storage/statements/logs.ts). */
const storedBytes = ([insert]: readonly Statement[], lines: number): number => Buffer.byteLength(insert!.parameters['lines'] as string) + 200 * lines

const loadCounts = async (storage: Storage): Promise<LogCounts> => {
  const counts = createLogCounts()
  const totals = await storage.query<{ device_id: string, level: string, lines: number }>('logs.totals', {})
  for (const { device_id: deviceId, level, lines } of totals) counts.addLines(deviceId, { [level as LogLevel]: lines })
  return counts
}

interface LogStoreParts {
  readonly storage: Storage
  readonly nowMs: number
  /** Space for all lines: it holds after every `append`. */
  readonly maxBytes?: number
  readonly budget?: LogBudget
  /** Told how many lines had to go for others. */
  readonly onRemoved?: (lines: number) => void
}

/** The log store in the embedded database. */
export const createLogStore = async ({ storage, nowMs, maxBytes = Number.MAX_SAFE_INTEGER, budget, onRemoved }: LogStoreParts): Promise<LogStore> => {
  const counts = await loadCounts(storage)
  const newest = new Map<string, LogLine[]>()
  // Ids are given here and not by the database, so that lines are known in memory as soon as they are committed.
  let lastId = (await storage.query<{ id: number }>('logs.highestId', {}))[0]?.id ?? 0
  const errors = createErrorCounter(storage, counts)
  await errors.reload(nowMs, lastId)

  /** Lines were clamped, and the errors by the hour not yet counted again. */
  let errorsAreAhead = false

  const remember = (line: LogLine): void => {
    const lines = newest.get(line.deviceId) ?? []
    lines.push(line)
    if (lines.length > keptInMemory) lines.shift()
    newest.set(line.deviceId, lines)
  }
  for (const row of await storage.query<LogRow>('logs.latestOfEach', { limit: keptInMemory })) remember(toLogLine(row))

  const acknowledgedSequence = async (deviceId: string, stream: string): Promise<number> =>
    (await storage.query<{ sequence: number }>('logs.acknowledged', { device: deviceId, stream }))[0]?.sequence ?? 0

  const prepareClean = (deviceId: string, cleaned: readonly CleanLine[], { receivedMs, requestId, runId }: Parameters<LogStore['prepare']>[2]): PreparedLines => {
    const lines = cleaned.map(({ line }): LogLine => ({ ...line, id: ++lastId, deviceId, receivedMs, requestId, ...runId !== undefined && { runId } }))
    const rows = cleaned.map(({ row }, i) => `{"id":${lines[i]!.id},${row.slice(1)}`)
    return {
      statements: [
        { name: 'logs.insert', parameters: { device: deviceId, received: receivedMs, request: requestId, run: runId ?? null, lines: `[${rows.join()}]` } },
        { name: 'logs.count', parameters: { device: deviceId, counts: JSON.stringify(countByLevel(lines)) } }
      ],
      committed () {
        counts.addLines(deviceId, countByLevel(lines))
        for (const line of lines) {
          remember(line)
          if (line.level === 'error') errors.add(line)
        }
      }
    }
  }

  return {
    prepare: (deviceId, given, options) => prepareClean(deviceId, given.map((line) => toClean(line, options.receivedMs)), options),
    async append (deviceId, given, { receivedMs, requestId, mark }) {
      if (given.length === 0) return { stored: 0 }
      budget?.require(deviceId)
      const cleaned = await cleanInSlices(given, receivedMs)
      // Other batches of the device may have been stored meanwhile.
      budget?.require(deviceId)
      const { statements, committed } = prepareClean(deviceId, cleaned, { receivedMs, requestId })
      const bytes = storedBytes(statements, given.length)
      budget?.spend(deviceId, bytes)
      const transaction: Statement[] = [
        ...mark === undefined ? [] : [{ name: 'logs.mark', parameters: { device: deviceId, stream: mark.stream, sequence: mark.sequence, now: receivedMs }, guard: true }],
        ...statements,
        // Twice what comes: also a store whose limit was lowered becomes smaller with each batch.
        removeOldestOverLimit({ maxBytes, atMost: 2 * bytes })
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
      const removed = changes.at(-1)!
      if (removed > 0) onRemoved?.(removed)
      return { stored: given.length, ...mark && { acknowledgedSequence: mark.sequence } }
    },
    async list ({ deviceId, level, sinceMs, untilMs, requestId, runId, limit, beforeId }) {
      const filters = { level: level ?? null, since: sinceMs ?? null, until: untilMs ?? null, before: beforeId ?? Number.MAX_SAFE_INTEGER, limit }
      const device = deviceId ?? null
      const query = (name: string, parameters: Readonly<Record<string, string | null>>) => storage.query<LogRow>(name, { ...filters, ...parameters })
      const rows = await (runId !== undefined
        ? query('logs.listOfRun', { run: runId, device, request: requestId ?? null })
        : requestId !== undefined
          ? query('logs.listOfRequest', { request: requestId, device })
          : deviceId !== undefined ? query('logs.listOfDevice', { device }) : query('logs.list', {}))
      return rows.map(toLogLine)
    },
    errorsLast24h: (deviceId, nowMs) => counts.errorsLast24h(deviceId, nowMs),
    linesTotal: (deviceId) => counts.total(deviceId),
    latest: (deviceId, limit) => (newest.get(deviceId) ?? []).slice(-limit).reverse(),
    async clampTimes (nowMs, signal) {
      // A line that comes after this one is rightly later than `nowMs`.
      const upTo = lastId
      for (const [deviceId, lines] of newest) newest.set(deviceId, lines.map((line) => line.receivedMs > nowMs ? { ...line, receivedMs: nowMs, eventMs: Math.min(line.eventMs, nowMs) } : line))
      const [ahead] = await storage.query<{ lines: number, marks: number }>('logs.ahead', { now: nowMs, upTo })
      if (ahead!.marks > 0) await storage.commit([{ name: 'logs.clampMarks', parameters: { now: nowMs } }])
      for (let clamped = ahead!.lines; clamped > 0 && signal?.aborted !== true;) {
        errorsAreAhead = true
        clamped = (await storage.commit([{ name: 'logs.clampLines', parameters: { now: nowMs, upTo, count: 1000 } }])).changes[0] ?? 0
      }
      if (!errorsAreAhead || signal?.aborted === true) return
      await errors.reload(nowMs, lastId)
      errorsAreAhead = false
    }
  }
}
