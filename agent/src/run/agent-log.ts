import type { DeviceClock } from '../device/clock.ts'
import { agentUnit } from '../log/agent-unit.ts'
import type { LogFields, LogLine } from '../log/logger.ts'
import type { LogItem } from '../spool/batch/log-batch.ts'
import { cut } from '../spool/cut.ts'

/** The most that one log line may be (the contract's limit for a message, in characters). */
const longestMessage = 8192
/** The longest text of any field: a reason can be as long as a stranger's file makes it. */
const longestField = 1024
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
