import type { Clock } from './clock.ts'

/** A store with times. Times after `nowMs` (Unix milliseconds) were written by a clock that was ahead, and become `nowMs`. */
export interface TimeStore {
  /** `signal`: if it is aborted the rest is left for the next time. */
  clampTimes (nowMs: number, signal?: AbortSignal): Promise<void>
}

interface Deps {
  readonly clock: Clock
  readonly trust: { readonly trusted: boolean }
  readonly stores: readonly TimeStore[]
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** A synchronised clock is slewed by less than this. */
const steppedBackMs = 1000
/** For a clock that was ahead only between two checks. */
const onceInMs = 3_600_000
/** A full disk stays full for a while. */
const retryInMs = 60_000

/**
 * Ensures that nothing stored lies in the future: at the start, when the clock is trusted again, when it was set back, and once an hour.
 * Not while it is in doubt, since it may then be the wrong one. Failed stores are tried again a minute later.
 */
export const clampFutureTimes = ({
  clock,
  trust,
  stores,
  onError,
  everyMs = 1000
}: Deps): { readonly check: () => Promise<void>, readonly close: () => Promise<void> } => {
  let due = true
  let clampedAtMs = 0
  let retryAtMs = -Infinity
  let offsetMs = clock.nowMs() - clock.monotonicMs()
  let round: Promise<void> | undefined
  const closing = new AbortController()

  /** A store that fails does not delay the others. */
  const clampOne = async (store: TimeStore): Promise<void> => {
    try {
      // Read for each, since times that came while another was at work are later and right.
      await store.clampTimes(clock.nowMs(), closing.signal)
    } catch (error) {
      due = true
      retryAtMs = clock.monotonicMs() + retryInMs
      onError(error)
    }
  }
  const clamp = async (): Promise<void> => {
    for (const store of stores) {
      if (closing.signal.aborted) return
      if (!trust.trusted) {
        due = true
        return
      }
      await clampOne(store)
    }
  }
  /** Runs every second; resolves when the due work is done. */
  const check = async (): Promise<void> => {
    const [nowMs, monotonicMs, beforeMs] = [clock.nowMs(), clock.monotonicMs(), offsetMs]
    offsetMs = nowMs - monotonicMs
    due ||= !trust.trusted || offsetMs < beforeMs - steppedBackMs || monotonicMs >= clampedAtMs + onceInMs
    if (due && trust.trusted && round === undefined && monotonicMs >= retryAtMs) {
      due = false
      clampedAtMs = monotonicMs
      round = clamp().finally(() => {
        round = undefined
      })
    }
    await round
  }
  void check()
  const timer = setInterval(() => {
    void check()
  }, everyMs).unref()
  return {
    check,
    async close () {
      clearInterval(timer)
      closing.abort()
      await round
    }
  }
}
