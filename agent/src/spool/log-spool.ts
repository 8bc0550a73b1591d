import { encodeLogs, type LogItem } from './batch/log-batch.ts'
import type { DeviceClock } from '../device/clock.ts'
import { createBatchSpool, type BatchFormat, type BatchSpoolOptions } from './batch-spool.ts'
import type { Spool, SpooledBatches } from './spool.ts'
import { cut } from './cut.ts'
import { agentUnit } from '../log/agent-unit.ts'
import type { LogFields, LogLine } from '../log/logger.ts'

/** The most that one log line may be (the contract's limit for a message, in characters). */
const longestMessage = 8192
/** The most of each text beside the message: a reason can be as long as what a stranger's file makes it. */
const longestField = 1024
/** The size of a line without its texts: its clocks, level and braces. */
const overheadBytes = 96

const sizeOf = ({ message, context }: LogItem): number =>
  overheadBytes + Buffer.byteLength(message) + (context === undefined ? 0 : Buffer.byteLength(JSON.stringify(context)))

const format: BatchFormat<LogItem> = {
  encode: encodeLogs,
  bytesOf: sizeOf,
  // Far below what a collector takes (4 MiB after decompression), and small enough for a slow line within the time-out.
  limits: { items: 500, bytes: 128 * 1024 },
  // The contract's limit.
  mostItems: 1000
}

/** The spool of log lines. */
export const createLogSpool = (options: Omit<BatchSpoolOptions<LogItem>, 'format'>): Spool & SpooledBatches =>
  createBatchSpool({ ...options, format })

const bounded = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? cut(value, longestField) : value]))

/** A line of the agent's own log as an item to ship. */
export const toLogItem = ({ level, message, fields }: LogLine, clock: Pick<DeviceClock, 'monotonicMs' | 'wallMs'>): LogItem => ({
  monotonicMs: clock.monotonicMs(),
  wallMs: clock.wallMs(),
  level,
  message: cut(message, longestMessage),
  unit: agentUnit,
  ...Object.keys(fields).length > 0 && { context: { ...bounded(fields) } }
})
