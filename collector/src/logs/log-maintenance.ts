import type { AgeLimit } from '../platform/clock/age-limit.ts'
import type { LogStore } from './log-store.ts'

interface Options {
  readonly logs: Pick<LogStore, 'removeOld'>
  /** If it is undefined, only the space is checked: the disk fills all the same. */
  readonly ageLimit: AgeLimit
  readonly maxAgeMs: number
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** Applies the retention at the start, since the limit may have been lowered, and every ten minutes; one round at a time. */
export const startLogMaintenance = ({
  logs,
  ageLimit,
  maxAgeMs,
  onError,
  everyMs = 600_000
}: Options): { readonly close: () => Promise<void> } => {
  let round: Promise<void> | undefined
  const closing = new AbortController()
  const retain = (): void => {
    round ??= logs
      .removeOld(maxAgeMs, ageLimit, closing.signal)
      .catch(onError)
      .finally(() => {
        round = undefined
      })
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
