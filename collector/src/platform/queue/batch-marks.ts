import type { AgeLimit } from '../clock/age-limit.ts'
import type { Statement, Storage } from '../storage/storage.ts'
import type { QueueName } from './queue-full-error.ts'

/** The identity of a device's batch. */
export interface BatchMark {
  readonly stream: string
  readonly sequence: number
}

/** The last batch taken of each device's streams, so that a batch that comes again has no second effect. */
export interface BatchMarks {
  /** Commits a transaction together with its batch's mark; if that batch was here before, nothing of it. */
  commitOnce (
    batch: BatchMark & { readonly deviceId: string, readonly receivedMs: number },
    transaction: readonly Statement[]
  ): Promise<{ readonly isNew: boolean, readonly acknowledgedSequence: number }>
  /** The highest sequence that was taken of a stream; 0 for none. */
  acknowledgedSequence (deviceId: string, stream: string): Promise<number>
  /** Moves times after this one to it. */
  clampTimes (nowMs: number): Promise<void>
  /**
   * Forgets marks that are older than this and that no agent may still need; and, for a device with too many streams, the oldest.
   */
  removeOld (maxAgeMs: number, ageLimit: AgeLimit): Promise<void>
}

/** Kept however soon a batch goes: an agent that was away sends the same batch again from its spool, by default for up to a week. */
const leastAgeMs = 30 * 86_400_000

/** Streams that are kept of a device: as many as an agent that starts again every five minutes has in that time. */
const mostStreams = 10_000

export const createBatchMarks = (
  storage: Storage,
  kind: QueueName,
  { keep = mostStreams }: { readonly keep?: number } = {}
): BatchMarks => {
  const acknowledgedSequence = async (device: string, stream: string): Promise<number> =>
    (await storage.query<{ sequence: number }>('marks.acknowledged', { kind, device, stream }))[0]?.sequence ?? 0
  return {
    acknowledgedSequence,
    async commitOnce ({ deviceId, stream, sequence, receivedMs }, transaction) {
      const mark: Statement = { name: 'marks.set', parameters: { kind, device: deviceId, stream, sequence, now: receivedMs }, guard: true }
      const { changes } = await storage.commit([mark, ...transaction])
      return changes[0] === 1
        ? { isNew: true, acknowledgedSequence: sequence }
        : { isNew: false, acknowledgedSequence: await acknowledgedSequence(deviceId, stream) }
    },
    async clampTimes (nowMs) {
      const [{ ahead } = { ahead: 0 }] = await storage.query<{ ahead: number }>('marks.ahead', { kind, now: nowMs })
      if (ahead === 1) await storage.commit([{ name: 'marks.clamp', parameters: { kind, now: nowMs } }])
    },
    async removeOld (maxAgeMs, ageLimit) {
      const [{ surplus } = { surplus: 0 }] = await storage.query<{ surplus: number }>('marks.haveSurplus', { kind, keep })
      if (surplus === 1) await storage.commit([{ name: 'marks.removeSurplus', parameters: { kind, keep } }])
      const beforeMs = ageLimit(Math.max(maxAgeMs, leastAgeMs))
      if (beforeMs !== undefined) await storage.commit([{ name: 'marks.removeOld', parameters: { kind, before: beforeMs } }])
    }
  }
}
