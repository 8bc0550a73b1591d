import type { Clock } from '../clock/clock.ts'
import type { Storage } from '../storage/storage.ts'
import { retainLogs, type RemovalReason } from './retention.ts'

interface Options {
  readonly storage: Storage
  readonly clock: Clock
  /** Nothing is removed for its age by a clock that cannot be trusted or has just leapt ahead: one in the future would empty the store. The disk fills all the same. */
  readonly clockTrust: { readonly canJudgeAge: boolean }
  readonly maxAgeMs: number
  readonly maxBytes: number
  readonly onRemoved?: (reason: RemovalReason, lines: number) => void
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** Applies the retention at the start, since the limit may have been lowered, and every ten minutes; one round at a time. */
export const startLogJanitor = ({ storage, clock, clockTrust, maxAgeMs, maxBytes, onRemoved, onError, everyMs = 600_000 }: Options): { readonly close: () => Promise<void> } => {
  let round: Promise<void> | undefined
  const closing = new AbortController()
  const retain = (): void => {
    const oldestMs = clockTrust.canJudgeAge ? clock.nowMs() - maxAgeMs : undefined
    round ??= retainLogs({ storage, oldestMs, maxBytes, signal: closing.signal, ...onRemoved && { onRemoved } }).catch(onError).finally(() => { round = undefined })
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
