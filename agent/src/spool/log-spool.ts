import { encodeLogs, type LogItem } from './batch/log-batch.ts'
import { createBatchSpool, type BatchFormat, type BatchSpoolOptions } from './batch-spool.ts'
import type { Spool, SpooledBatches } from './spool.ts'

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
