import type { NewLogLine } from '../devices/snapshot/log-line.ts'
import type { RestoredData } from '../platform/storage/restored-data.ts'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import type { HighestBatch } from './log-backend.ts'

/** When the lines were received that logs.db had and lacks now, in Unix milliseconds; `fromMs` is 0 if it has none before. */
export interface LogGap {
  readonly fromMs: number
  readonly untilMs: number
  /** Both databases are of a backup, or logs.db alone is older than mimamori.db. */
  readonly cause: 'restore' | 'older_log'
}

/** In `queue_positions`: the highest row that left the queue since logs.db has it. */
export const writtenRow = { queue: 'logs.db' } as const
/** In `queue_positions`: when the last restore was that the log has lines about. */
const reportedRestore = { queue: 'restore' } as const

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
  return { fromMs, untilMs: queuedMs.reduce((untilMs, ms) => ms > fromMs ? Math.min(untilMs, ms) : untilMs, nowMs), cause: 'older_log' }
}

/** The gap between a backup and its restore; undefined once the log has lines about it. */
export const findRestoreGap = async (storage: Storage, { takenMs, restoredMs }: RestoredData): Promise<LogGap | undefined> => {
  const [reported] = await storage.query<{ position: number }>('queues.position', reportedRestore)
  return reported !== undefined && reported.position >= restoredMs ? undefined : { fromMs: takenMs, untilMs: restoredMs, cause: 'restore' }
}

/** Belongs to the transaction of the lines about a gap: it is not found again. */
export const reportedStatement = ({ cause, untilMs }: LogGap): Statement => cause === 'restore'
  ? { name: 'queues.keepPosition', parameters: { ...reportedRestore, position: untilMs } }
  : { name: 'queues.forgetPosition', parameters: writtenRow }

const causes: Readonly<Record<LogGap['cause'], string>> = {
  restore: 'it was restored from a backup',
  older_log: 'its logs.db was restored from an older copy, or was damaged'
}

/** The line about it in the log of each device. */
export const gapLine = ({ fromMs, untilMs, cause }: LogGap): NewLogLine => {
  const [from, until] = [fromMs, untilMs].map((ms) => new Date(ms).toISOString())
  return {
    level: 'warn', eventMs: untilMs - 1,
    message: `log lines received ${fromMs === 0 ? 'before' : `from ${from} to`} ${until} are not on the server: ${causes[cause]}`
  }
}
