import type { NewLogLine } from '../devices/snapshot/log-line.ts'
import type { Storage } from '../platform/storage/storage.ts'
import type { HighestBatch } from './log-backend.ts'

/** When the lines were received that logs.db had and lacks now, in Unix milliseconds; `fromMs` is 0 if it has none before. */
export interface LogGap {
  readonly fromMs: number
  readonly untilMs: number
}

/** In `queue_positions`: the highest row that left the queue since logs.db has it. */
export const writtenRow = { queue: 'logs.db' } as const

interface Deps {
  readonly storage: Storage
  /** In logs.db. */
  readonly highest: HighestBatch
  /** When the batches that wait for logs.db were received. */
  readonly queuedMs: readonly number[]
  readonly nowMs: number
}

/** The gap between logs.db and what mimamori.db expects in it, as of copies of different times; undefined for none. */
export const findLogGap = async ({ storage, highest, queuedMs, nowMs }: Deps): Promise<LogGap | undefined> => {
  const [written] = await storage.query<{ position: number }>('queues.position', writtenRow)
  if (written === undefined || highest.position >= written.position) return undefined
  const fromMs = highest.receivedMs
  return { fromMs, untilMs: queuedMs.reduce((untilMs, ms) => ms > fromMs ? Math.min(untilMs, ms) : untilMs, nowMs) }
}

/** The line about it in the log of each device. */
export const gapLine = ({ fromMs, untilMs }: LogGap): NewLogLine => {
  const [from, until] = [fromMs, untilMs].map((ms) => new Date(ms).toISOString())
  return {
    level: 'warn', eventMs: untilMs - 1,
    message: `log lines received ${fromMs === 0 ? 'before' : `from ${from} to`} ${until} are not on the server: ` +
      'its logs.db was restored from an older copy, or was damaged'
  }
}
