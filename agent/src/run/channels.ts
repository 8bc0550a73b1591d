import { takeLogs } from '../spool/batch/log-batch.ts'
import type { Attempt } from '../spool/batch/request-headers.ts'
import type { LateReport } from '../spool/batch/sample-batch.ts'
import type { Channel } from '../delivery/channel.ts'
import { createReportChannel, type ReportChannel } from '../delivery/report-channel.ts'
import { createSampleChannel, type SampleChannel } from '../delivery/sample-channel.ts'
import { createSpoolChannel } from '../delivery/spool-channel.ts'
import type { DeviceClock } from '../device/clock.ts'
import type { Spool, SpooledBatches } from '../spool/spool.ts'

export interface Channels {
  readonly report: ReportChannel
  readonly logs: Channel
  readonly samples: SampleChannel
  /** In the order in which they are served after an outage. */
  readonly inOrder: readonly Channel[]
  /** Entries of the journal that were removed before they could be read, since the start. */
  removedEntries (): number
}

interface ChannelsOptions {
  readonly stream: string
  readonly boot: string
  readonly logSpool: SpooledBatches
  readonly sampleSpool: Spool<LateReport> & SpooledBatches
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  readonly backlogLinesPerSecond: number
}

/** The channels of this agent. */
export const createChannels = ({ stream, boot, logSpool, sampleSpool, clock, backlogLinesPerSecond }: ChannelsOptions): Channels => {
  const samples = createSampleChannel({ spool: sampleSpool, boot, clock })
  const report = createReportChannel({ stream, boot, keep: samples.keep })
  const logs = createSpoolChannel({
    kind: 'logs',
    spool: logSpool,
    takePart: takeLogs,
    clock,
    backlogItemsPerSecond: backlogLinesPerSecond
  })
  return { report, logs, samples, inOrder: [report, logs, samples], removedEntries: () => logSpool.stats().removed }
}

/** The state of the channels, as the headers of each try have it. */
export const readBacklog = ({
  inOrder,
  removedEntries
}: Pick<Channels, 'inOrder' | 'removedEntries'>): Pick<Attempt, 'dropped' | 'spoolOldestAgeMs'> => ({
  dropped: { ...Object.fromEntries<number>(inOrder.map((channel) => [channel.kind, channel.droppedCount()])), journal: removedEntries() },
  spoolOldestAgeMs: Math.max(0, ...inOrder.map((channel) => channel.oldestAgeMs() ?? 0))
})
