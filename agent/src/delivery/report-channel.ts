import type { GoodbyeReason } from '@mimamori/contract/headers'
import { encodeReport, type Batch } from '../batch/batch.ts'
import type { Channel } from './channel.ts'

export interface ReportChannel extends Channel {
  /** A new report takes the place of the one that waits: only the newest is worth sending. */
  offer (exposition: string, goodbye?: GoodbyeReason): void
  /** Reports that a newer one has replaced before they arrived. No loss: live values are renewed, not collected. */
  supersededCount (): number
}

/** The newest report, and no other. */
export const createReportChannel = (stream: string, boot: string): ReportChannel => {
  let sequence = 0
  let waiting: { readonly exposition: string, readonly goodbye: GoodbyeReason | undefined } | undefined
  let current: Batch | undefined
  let superseded = 0
  let dropped = 0

  const drop = (): void => {
    current = undefined
    dropped += 1
  }

  return {
    kind: 'report',
    offer (exposition, goodbye) {
      if (waiting !== undefined) superseded += 1
      waiting = { exposition, goodbye }
    },
    head () {
      if (waiting !== undefined) {
        if (current !== undefined) superseded += 1
        current = encodeReport({ stream, boot, sequence: ++sequence }, waiting.exposition, waiting.goodbye)
        waiting = undefined
      }
      return current
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
