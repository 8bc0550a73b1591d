import { setTimeout as after } from 'node:timers/promises'

/** Time as a run sees it. Tests pass one that does not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now (): number
  /** Resolves when the time is over, or at once when the signal fires. */
  pause (ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async pause (ms, signal) {
    await after(ms, undefined, { ...signal && { signal } }).catch((error: Error) => { if (error.name !== 'AbortError') throw error })
  }
}

/** `2026-03-14T09:30:00.000Z`, as all messages say it. */
export const instant = (clock: Pick<Clock, 'now'>): string => new Date(clock.now()).toISOString()
