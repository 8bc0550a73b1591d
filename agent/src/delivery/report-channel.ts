import type { ShutdownReason } from '@mimamori/contract/headers'
import type { Batch } from '../spool/batch/batch.ts'
import { compress } from '../spool/batch/compress.ts'
import { encodeReport, type Report } from '../spool/batch/report-batch.ts'
import type { ItemClocks } from '../spool/batch/item-age.ts'
import type { Channel } from './channel.ts'

/** Takes over a report that was not delivered live: when it was made, and its exposition in gzip. */
export type KeepReport = (clocks: ItemClocks, exposition: () => Buffer) => void

export interface ReportChannel extends Channel {
  /** A new report takes the place of the one that waits: only the newest is worth sending. */
  offer (report: Report, shutdownReason?: ShutdownReason): void
  /** Reports that a newer one has replaced before they arrived. No loss: live values are renewed, not collected. */
  supersededCount (): number
}

interface ReportChannelOptions {
  readonly stream: string
  readonly boot: string
  /** Called for each report that is replaced, in the order of their times. */
  readonly keep: KeepReport
}

/** The newest report, and no other. */
export const createReportChannel = ({ stream, boot, keep }: ReportChannelOptions): ReportChannel => {
  let sequence = 0
  let waiting: { readonly report: Report, readonly shutdownReason: ShutdownReason | undefined } | undefined
  let current: { readonly batch: Batch, readonly clocks: ItemClocks, isKept: boolean } | undefined
  let superseded = 0
  let dropped = 0

  const drop = (): void => {
    current = undefined
    dropped += 1
  }

  return {
    kind: 'report',
    offer (report, shutdownReason) {
      // Keeps also a report whose answer may still come: the collector knows which ones it has.
      if (current !== undefined && !current.isKept) {
        const { batch, clocks } = current
        current.isKept = true
        if (batch.shutdownReason === undefined) keep(clocks, () => batch.body)
      }
      if (waiting !== undefined) {
        const { report: { exposition, ...clocks }, shutdownReason: reason } = waiting
        superseded += 1
        if (reason === undefined) keep(clocks, () => compress(exposition))
      }
      waiting = { report, shutdownReason }
    },
    head () {
      if (waiting !== undefined) {
        const { report: { exposition, ...clocks }, shutdownReason } = waiting
        if (current !== undefined) superseded += 1
        current = { batch: encodeReport({ stream, boot, sequence: ++sequence }, exposition, shutdownReason), clocks, isKept: false }
        waiting = undefined
      }
      return current?.batch
    },
    acknowledged () {
      current = undefined
    },
    tooLarge: drop,
    rejected: drop,
    droppedCount: () => dropped,
    supersededCount: () => superseded,
    oldestAgeMs: () => undefined
  }
}
