import { encodeLogs, type LogItem } from '../batch/batch.ts'
import { createReportChannel, type ReportChannel } from '../delivery/report-channel.ts'
import { createSpoolChannel } from '../delivery/spool-channel.ts'
import type { Channel } from '../delivery/channel.ts'
import type { Attempt } from '../batch/request-headers.ts'
import type { Spool } from '../spool/spool.ts'

export interface Channels {
  readonly report: ReportChannel
  readonly logs: Channel
  /** In the order in which they are served after an outage. */
  readonly inOrder: readonly Channel[]
}

/** Far below what a collector takes (4 MiB after decompression), and small enough for a slow line within the time-out. */
const logLimits = { items: 500, bytes: 128 * 1024 }

/** What this agent delivers. Late samples follow behind the logs once something makes them. */
export const createChannels = ({ stream, boot, logSpool }: { stream: string, boot: string, logSpool: Spool<LogItem> }): Channels => {
  const report = createReportChannel(stream, boot)
  const logs = createSpoolChannel({ kind: 'logs', stream, boot, spool: logSpool, encode: encodeLogs, limits: logLimits })
  return { report, logs, inOrder: [report, logs] }
}

/** What the channels say in the headers of each try. */
export const readBacklog = ({ inOrder }: Channels, nowMonotonicMs: number): Pick<Attempt, 'dropped' | 'spoolOldestAgeMs'> => {
  const oldestMs = inOrder.map((channel) => channel.oldestMonotonicMs()).filter((ms) => ms !== undefined)
  return {
    dropped: Object.fromEntries<number>(inOrder.map((channel) => [channel.kind, channel.droppedCount()])),
    spoolOldestAgeMs: oldestMs.length === 0 ? 0 : Math.max(0, nowMonotonicMs - Math.min(...oldestMs))
  }
}
