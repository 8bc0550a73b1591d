import type { DeviceClock } from '../device/clock.ts'

interface ScheduleOptions {
  readonly intervalMs: number
  /** See program/src/spread.ts. */
  readonly spread: number
  /** One turn at once, before the regular ones. */
  readonly startsNow: boolean
  readonly clock: DeviceClock
  /** Never rejects. */
  readonly onTurn: () => Promise<void>
}

export interface Schedule {
  readonly intervalMs: number
  /** When the next turn is due, in milliseconds of this boot. */
  readonly dueMs: number
  /** Sets another interval, over which the device is spread again. */
  setInterval (intervalMs: number): void
  /** Takes turns until the signal fires; it then ends at once, even in the middle of a turn, which may be one that hangs. */
  run (signal: AbortSignal): Promise<void>
}

/** The first time of a grid that lies after `nowMs`. */
export const nextOnGrid = (originMs: number, intervalMs: number, nowMs: number): number =>
  nowMs < originMs ? originMs : originMs + (Math.floor((nowMs - originMs) / intervalMs) + 1) * intervalMs

/**
 * Turns on a regular grid that begins at the device's own offset within the first interval. A turn that takes longer
 * than the interval costs the turns that it covers; they are not made up for.
 */
export const createSchedule = ({ intervalMs: firstIntervalMs, spread, startsNow, clock, onTurn }: ScheduleOptions): Schedule => {
  let intervalMs = firstIntervalMs
  let originMs = clock.monotonicMs() + spread * intervalMs
  let dueMs = startsNow ? clock.monotonicMs() : originMs
  let sleeping = new AbortController()

  return {
    get intervalMs () { return intervalMs },
    get dueMs () { return dueMs },
    setInterval (wantedMs) {
      if (wantedMs === intervalMs) return
      intervalMs = wantedMs
      dueMs = originMs = clock.monotonicMs() + spread * intervalMs
      sleeping.abort()
    },
    async run (signal) {
      const aborted = Promise.withResolvers<void>()
      const wake = (): void => {
        sleeping.abort()
        aborted.resolve()
      }
      signal.addEventListener('abort', wake)
      while (!signal.aborted) {
        const waitMs = dueMs - clock.monotonicMs()
        if (waitMs > 0) {
          sleeping = new AbortController()
          await clock.sleep(waitMs, sleeping.signal)
          continue
        }
        await Promise.race([onTurn(), aborted.promise])
        dueMs = nextOnGrid(originMs, intervalMs, clock.monotonicMs())
      }
      signal.removeEventListener('abort', wake)
    }
  }
}
