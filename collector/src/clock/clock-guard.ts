import type { Clock } from './clock.ts'
import type { ClockMemory, ClockMemoryStore } from './clock-memory.ts'
import { clockDoubt, isKept, type ClockDoubt, type TimeKeepers } from './trust.ts'

export interface ClockGuardParts {
  readonly clock: Clock
  readonly store: ClockMemoryStore
  readonly lookAtTimeKeepers: () => Promise<TimeKeepers>
  /** Of this boot of the server; undefined where there is no such thing. */
  readonly bootId: string | undefined
  /** Told when the highest time could not be stored; it is tried again a minute later. */
  readonly onError?: (error: unknown) => void
}

/** Watches over the server's own clock and says whether verdicts can be based on it. */
export interface ClockGuard {
  readonly trusted: boolean
  readonly doubt: ClockDoubt | undefined
  /** The administrator has looked at the time and found it right: it counts until the next boot. Resolves when stored. */
  confirm (): Promise<void>
  /** Stores the highest time, and looks at the machine anew while nothing there keeps it; what `start` does every minute. */
  refresh (): Promise<void>
  start (): void
  close (): void
}

const refreshEveryMs = 60_000
/** A clock that jumps ahead makes every device look silent until it has reported again. */
const jumpMs = 60_000
/** Three of the usual intervals and some. */
const settlingMs = 200_000

/** Reads what was stored and looks at the machine once before it gives the guard. */
export const createClockGuard = async ({ clock, store, lookAtTimeKeepers, bootId, onError }: ClockGuardParts): Promise<ClockGuard> => {
  let memory: ClockMemory = await store.load()
  let keepers = await lookAtTimeKeepers()
  let offsetMs = clock.nowMs() - clock.monotonicMs()
  let settledAtMonotonicMs = -Infinity
  let timer: NodeJS.Timeout | undefined

  const doubt = (): ClockDoubt | undefined => {
    const nowMs = clock.nowMs()
    const monotonicMs = clock.monotonicMs()
    if (nowMs - monotonicMs - offsetMs > jumpMs) settledAtMonotonicMs = monotonicMs + settlingMs
    offsetMs = nowMs - monotonicMs
    return clockDoubt({
      ...keepers,
      nowMs,
      ...(memory.highestMs !== undefined && { highestMs: memory.highestMs }),
      confirmedThisBoot: bootId !== undefined && memory.confirmedBoot === bootId,
      settling: monotonicMs < settledAtMonotonicMs
    })
  }

  const refresh = async () => {
    // To look is to start programs, and each stops a large process for some milliseconds.
    if (!isKept(keepers)) keepers = await lookAtTimeKeepers()
    const nowMs = clock.nowMs()
    if (doubt() !== undefined || nowMs <= (memory.highestMs ?? 0)) return
    memory = { ...memory, highestMs: nowMs }
    await store.save(memory)
  }

  return {
    get trusted () { return doubt() === undefined },
    get doubt () { return doubt() },
    async confirm () {
      // Also where the clock was behind: then the highest time seen was the wrong one.
      const confirmed = { highestMs: clock.nowMs(), ...(bootId !== undefined && { confirmedBoot: bootId }) }
      await store.save(confirmed)
      memory = confirmed
    },
    refresh,
    start () {
      timer ??= setInterval(() => { refresh().catch((error: unknown) => onError?.(error)) }, refreshEveryMs).unref()
    },
    close () {
      clearInterval(timer)
      timer = undefined
    }
  }
}
