import { uptime } from 'node:os'

/** The clocks of the agent. Tests pass one that they move by hand. */
export interface DeviceClock {
  /**
   * Milliseconds since this boot, the same for every process and also counted while the device sleeps
   * (CLOCK_BOOTTIME, by way of /proc/uptime; 10 ms fine).
   */
  monotonicMs (): number
  /** Unix milliseconds of the device's own clock, which may be years off: data, never a basis for a decision. */
  wallMs (): number
  /** Resolves after this time, or at once when the signal fires; it never rejects. */
  sleep (durationMs: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: DeviceClock = {
  monotonicMs: () => Math.round(uptime() * 1000),
  wallMs: () => Date.now(),
  sleep: (durationMs, signal) => new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, durationMs)
    signal?.addEventListener('abort', end)
  })
}

interface Repetition {
  readonly everyMs: number
  readonly clock: Pick<DeviceClock, 'sleep'>
  readonly signal: AbortSignal
}

/** Repeats an action with this pause before each, until the signal fires. */
export const repeat = async ({ everyMs, clock, signal }: Repetition, action: () => void | Promise<void>): Promise<void> => {
  for (;;) {
    await clock.sleep(everyMs, signal)
    if (signal.aborted) return
    await action()
  }
}
