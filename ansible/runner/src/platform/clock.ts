import { setTimeout as after } from 'node:timers/promises'

/** Time as a run sees it. Tests pass one that does not wait. */
export interface RunnerClock {
  /** Milliseconds since 1970. */
  nowMs (): number
  /** Resolves after this time, or at once when the signal fires. */
  sleep (durationMs: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: RunnerClock = {
  nowMs: () => Date.now(),
  async sleep (durationMs, signal) {
    await after(durationMs, undefined, { ...signal && { signal } }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error
    })
  }
}

/** `2026-03-14T09:30:00.000Z`, the format of all messages. */
export const timestamp = (clock: Pick<RunnerClock, 'nowMs'>): string => new Date(clock.nowMs()).toISOString()
