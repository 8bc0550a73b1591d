import type { Clock } from '../clock/clock.ts'
import type { Storage } from '../storage/storage.ts'
import { retainLogs } from './retention.ts'

interface Options {
  readonly storage: Storage
  readonly clock: Clock
  /** Nothing is removed for its age by a clock that cannot be trusted: one in the future would empty the store. The disk fills all the same. */
  readonly clockTrust: { readonly trusted: boolean }
  readonly maxAgeMs: number
  readonly maxBytes: number
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** Applies the retention every ten minutes, one round at a time. */
export const startLogJanitor = ({ storage, clock, clockTrust, maxAgeMs, maxBytes, onError, everyMs = 600_000 }: Options): { readonly close: () => Promise<void> } => {
  let round: Promise<void> | undefined
  const timer = setInterval(() => {
    const oldestMs = clockTrust.trusted ? clock.nowMs() - maxAgeMs : undefined
    round ??= retainLogs({ storage, oldestMs, maxBytes }).catch(onError).finally(() => { round = undefined })
  }, everyMs).unref()
  return {
    async close () {
      clearInterval(timer)
      await round
    }
  }
}
