import type { Author } from '../audit/author.ts'
import { compareFields } from '../audit/compare-fields.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Clock } from './clock.ts'
import type { ClockMemory, ClockMemoryStore } from './clock-memory.ts'
import { clockDoubt, isReliable, type ClockDoubt, type TimeSources } from './trust.ts'

export interface ClockGuardDeps {
  readonly clock: Clock
  readonly store: ClockMemoryStore
  readonly readTimeSources: () => Promise<TimeSources>
  /** The id of this boot of the server; undefined if there is none. */
  readonly bootId: string | undefined
  /** Called when the highest time could not be stored; it is tried again a minute later. */
  readonly onError?: (error: unknown) => void
}

/** Watches over the server's own clock and says whether the status of a device can be based on it. */
export interface ClockGuard {
  readonly trusted: boolean
  readonly doubt: ClockDoubt | undefined
  /** Whether anything may be removed for its age: the clock is trusted and has not leapt ahead by more than a day in the last 24 hours. */
  readonly knowsAges: boolean
  /** Whether the clock has leapt ahead by more than a day in the last 24 hours, not only because the server was off. */
  readonly hasLeapt: boolean
  /**
   * The administrator has checked the time and found it right: it counts until the next boot. Resolves when stored, with `by` in the
   * audit log, too.
   */
  confirm (by?: Author): Promise<void>
  /** Stores the highest time, and checks the machine again while nothing there keeps its time; `start` does it every minute. */
  refresh (): Promise<void>
  start (): void
  /** Stores the highest time of a run of less than a minute, too. */
  close (): Promise<void>
}

const refreshEveryMs = 60_000
/** A clock that jumps ahead makes every device look silent until it has reported again. */
const jumpMs = 60_000
/** Three of the usual intervals and some. */
const settlingMs = 200_000
/** A time server that is wrong by years would have everything removed; in a day somebody sees it, or the clock goes back by itself. */
const dayMs = 86_400_000

/** Reads the stored state and checks the machine once before it gives the guard. */
export const createClockGuard = async ({ clock, store, readTimeSources, bootId, onError }: ClockGuardDeps): Promise<ClockGuard> => {
  let memory: ClockMemory = await store.load()
  let sources = await readTimeSources()
  let offsetMs = clock.nowMs() - clock.monotonicMs()
  let settledAtMonotonicMs = -Infinity
  let timer: NodeJS.Timeout | undefined
  /**
   * A server that was off for long looks the same as a clock that has leapt, and waits a day as well before it removes anything; also one
   * without a clock of its own, whose time is put right only while it runs.
   */
  let offUntilMs = memory.highestMs !== undefined && clock.nowMs() - memory.highestMs > dayMs ? clock.nowMs() : undefined
  let leaptMs = offUntilMs ?? memory.leaptMs

  const checkClock = (): number => {
    const [nowMs, monotonicMs] = [clock.nowMs(), clock.monotonicMs()]
    const stepMs = nowMs - monotonicMs - offsetMs
    if (stepMs > jumpMs) settledAtMonotonicMs = monotonicMs + settlingMs
    if (stepMs > dayMs && nowMs - (memory.highestMs ?? 0) > dayMs) {
      leaptMs = nowMs
      if (!isReliable(sources)) offUntilMs = nowMs
    }
    // It went back to before the leap, or leapt a day and more ago.
    if (leaptMs !== undefined && (nowMs < leaptMs || nowMs > leaptMs + dayMs)) leaptMs = undefined
    offsetMs = nowMs - monotonicMs
    return nowMs
  }
  const doubt = (): ClockDoubt | undefined => clockDoubt({
    ...sources,
    nowMs: checkClock(),
    ...(memory.highestMs !== undefined && { highestMs: memory.highestMs }),
    confirmedThisBoot: bootId !== undefined && memory.confirmedBoot === bootId,
    settling: clock.monotonicMs() < settledAtMonotonicMs
  })

  const storeHighest = async (): Promise<void> => {
    const nowMs = clock.nowMs()
    if (doubt() !== undefined || nowMs <= (memory.highestMs ?? 0)) return
    const { confirmedBoot } = memory
    memory = { highestMs: nowMs, ...confirmedBoot !== undefined && { confirmedBoot }, ...leaptMs !== undefined && { leaptMs } }
    await store.save(memory)
  }
  const refresh = async (): Promise<void> => {
    // Checking starts programs, and each stops a large process for some milliseconds.
    if (!isReliable(sources)) sources = await readTimeSources()
    await storeHighest()
  }

  return {
    get trusted () { return doubt() === undefined },
    get doubt () { return doubt() },
    get knowsAges () { return doubt() === undefined && leaptMs === undefined },
    get hasLeapt () {
      checkClock()
      return leaptMs !== undefined && leaptMs !== offUntilMs
    },
    async confirm (by) {
      // Even if the clock was behind: then the highest time seen was the wrong one.
      const confirmed = { highestMs: clock.nowMs(), ...(bootId !== undefined && { confirmedBoot: bootId }) }
      const serverTime = new Date(confirmed.highestMs).toISOString()
      await store.save(
        confirmed,
        recordChange(by, {
          action: 'confirmClock',
          subject: { type: 'clock', name: null },
          changes: compareFields(undefined, { serverTime })
        })
      )
      memory = confirmed
      leaptMs = undefined
    },
    refresh,
    start () {
      timer ??= setInterval(() => { refresh().catch((error: unknown) => onError?.(error)) }, refreshEveryMs).unref()
    },
    async close () {
      clearInterval(timer)
      timer = undefined
      await storeHighest().catch((error: unknown) => onError?.(error))
    }
  }
}
