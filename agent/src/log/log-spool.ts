import type { LogItem } from '../batch/batch.ts'
import type { Clock } from '../device/clock.ts'
import { createMemorySpool } from '../spool/memory-spool.ts'
import type { Spool } from '../spool/spool.ts'
import type { LogLine } from './logger.ts'

/** The most that one log line may be (the contract's limit for a message, in characters). */
const longestMessage = 8192
/** What a line costs beside its texts: its clocks, level and braces. */
const overheadBytes = 96

const sizeOf = ({ message, context }: LogItem): number => overheadBytes + message.length + (context === undefined ? 0 : JSON.stringify(context).length)

export const createLogSpool = (maxBytes: number): Spool<LogItem> => createMemorySpool({ maxBytes, bytesOf: sizeOf })

/** A line of the agent's own log as an item to ship. */
export const toLogItem = ({ level, message, fields }: LogLine, clock: Pick<Clock, 'monotonicMs' | 'wallMs'>): LogItem => ({
  monotonicMs: clock.monotonicMs(),
  wallMs: clock.wallMs(),
  level,
  message: message.slice(0, longestMessage),
  unit: 'mimamori-agent.service',
  ...Object.keys(fields).length > 0 && { context: { ...fields } }
})
