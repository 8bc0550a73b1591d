import type { AgeLimit } from '../clock/age-limit.ts'
import type { Storage } from '../storage/storage.ts'
import { retainLogs, type RemovalReason } from './retention.ts'

interface Options {
  readonly storage: Storage
  /** Where it tells none, only the space is looked at: the disk fills all the same. */
  readonly ageLimit: AgeLimit
  readonly maxAgeMs: number
  readonly maxBytes: number
  readonly onRemoved?: (reason: RemovalReason, lines: number) => void
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** Applies the retention at the start, since the limit may have been lowered, and every ten minutes; one round at a time. */
export const startLogMaintenance = ({ storage, ageLimit, maxAgeMs, maxBytes, onRemoved, onError, everyMs = 600_000 }: Options): { readonly close: () => Promise<void> } => {
  let round: Promise<void> | undefined
  const closing = new AbortController()
  const retain = (): void => {
    round ??= retainLogs({ storage, oldestMs: ageLimit(maxAgeMs), maxBytes, signal: closing.signal, ...onRemoved && { onRemoved } }).catch(onError).finally(() => { round = undefined })
  }
  retain()
  const timer = setInterval(retain, everyMs).unref()
  return {
    async close () {
      clearInterval(timer)
      closing.abort()
      await round
    }
  }
}
