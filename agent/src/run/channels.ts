import { encodeLogs } from '../batch/batch.ts'
import { createReportChannel, type ReportChannel } from '../delivery/report-channel.ts'
import { createSpoolChannel } from '../delivery/spool-channel.ts'
import type { Channel } from '../delivery/channel.ts'
import type { Attempt } from '../batch/request-headers.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { SpooledBatches } from '../spool/spool.ts'

export interface Channels {
  readonly report: ReportChannel
  readonly logs: Channel
  /** In the order in which they are served after an outage. */
  readonly inOrder: readonly Channel[]
}

interface ChannelsOptions {
  readonly stream: string
  readonly boot: string
  readonly logSpool: SpooledBatches
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  readonly backlogLinesPerSecond: number
}

/** What this agent delivers. Late samples follow behind the logs once something makes them. */
export const createChannels = ({ stream, boot, logSpool, clock, backlogLinesPerSecond }: ChannelsOptions): Channels => {
  const report = createReportChannel(stream, boot)
  const logs = createSpoolChannel({ kind: 'logs', spool: logSpool, encode: encodeLogs, clock, backlogItemsPerSecond: backlogLinesPerSecond })
  return { report, logs, inOrder: [report, logs] }
}

/** What the channels say in the headers of each try. */
export const readBacklog = ({ inOrder }: Pick<Channels, 'inOrder'>): Pick<Attempt, 'dropped' | 'spoolOldestAgeMs'> => ({
  dropped: Object.fromEntries<number>(inOrder.map((channel) => [channel.kind, channel.droppedCount()])),
  spoolOldestAgeMs: Math.max(0, ...inOrder.map((channel) => channel.oldestAgeMs() ?? 0))
})
