import { noContentVersion } from '@mimamori/contract/headers'
import type { Batch } from '../spool/batch/batch.ts'
import type { Attempt } from '../spool/batch/request-headers.ts'
import type { AgentRun } from './agent-run.ts'
import { readBacklog, type Channels } from './channels.ts'
import type { Spools } from './open-spools.ts'
import type { Reports } from './reports.ts'
import type { Content } from './start-content.ts'

/** Gives the headers of each try that depend on its time. */
export interface Attempts {
  /** Reads the clocks and counters now, for a try of this batch. */
  read (batch: Batch): Attempt
  /** The newest try was acknowledged: the collector knows the losses that it reported. */
  noteAcknowledged (): void
}

interface AttemptsOptions {
  readonly run: Pick<AgentRun, 'stream' | 'boot' | 'clock'>
  readonly channels: Channels
  readonly spools: Spools
  readonly reports: Pick<Reports, 'clockSynchronised'>
  readonly content: Pick<Content, 'version'> | undefined
}

export const createAttempts = ({ run: { stream, boot, clock }, channels, spools, reports, content }: AttemptsOptions): Attempts => {
  /** The drops that the newest try reports; undefined for a batch of another stream. */
  let reported: Attempt['dropped'] | undefined
  return {
    read (batch) {
      const { dropped, spoolOldestAgeMs } = readBacklog(channels)
      reported = batch.stream === stream ? dropped : undefined
      return {
        boot,
        monotonicMs: clock.monotonicMs(),
        wallMs: clock.wallMs(),
        clockSynchronised: reports.clockSynchronised,
        // The try itself tells the collector about its own boot.
        bootStartedMs: batch.boot === boot ? undefined : spools.bootStarts.of(batch.boot),
        spoolOldestAgeMs,
        dropped: reported ?? {},
        contentVersion: content && (content.version ?? noContentVersion)
      }
    },
    noteAcknowledged () {
      if (reported === undefined) return
      const { logs = 0, samples = 0, journal = 0 } = reported
      spools.logs.noteReported({ dropped: logs, removed: journal })
      spools.samples.noteReported({ dropped: samples, removed: 0 })
    }
  }
}
