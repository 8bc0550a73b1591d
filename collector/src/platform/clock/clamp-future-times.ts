import type { Clock } from './clock.ts'

/** Something that keeps times. What lies after `nowMs` (Unix milliseconds) was written by a clock that was ahead, and becomes `nowMs`. */
export interface TimeStore {
  /** `signal`: where it is aborted the rest is left for the next time. */
  clampTimes (nowMs: number, signal?: AbortSignal): Promise<void>
}

interface Parts {
  readonly clock: Clock
  readonly trust: { readonly trusted: boolean }
  readonly stores: readonly TimeStore[]
  readonly onError: (error: unknown) => void
  readonly everyMs?: number
}

/** A synchronised clock is slewed by less than this. */
const steppedBackMs = 1000
/** For a clock that was ahead between two looks only. */
const onceInMs = 3_600_000
/** A full disk stays full for a while. */
const retryInMs = 60_000

/**
 * Sees to it that nothing stored lies in the future: at the start, when the clock is trusted again, when it was set back, and once an hour.
 * Not while it is in doubt, for then the clock may be the one that is wrong. What could not be stored is tried again a minute later.
 */
export const clampFutureTimes = ({
  clock,
  trust,
  stores,
  onError,
  everyMs = 1000
}: Parts): { readonly check: () => Promise<void>, readonly close: () => Promise<void> } => {
  let due = true
  let clampedAtMs = 0
  let retryAtMs = -Infinity
  let offsetMs = clock.nowMs() - clock.monotonicMs()
  let round: Promise<void> | undefined
  const closing = new AbortController()

  /** One that fails keeps none of the others waiting. */
  const clampOne = async (store: TimeStore): Promise<void> => {
    try {
      // The time of each, since what came while another was at work is later and right.
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
  /** Runs every second; resolves when what was due is done. */
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
