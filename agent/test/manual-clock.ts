import type { DeviceClock } from '../src/device/clock.ts'

export interface ManualClock extends DeviceClock {
  /** Moves both clocks, wakes who has slept long enough, one after the other, and lets each do what it then does. */
  advance (ms: number): Promise<void>
  /** Moves both clocks at once: who has slept long enough wakes once, however often that was. */
  jump (ms: number): Promise<void>
  /** Sets the wall clock, as a time server would. */
  setWallMs (ms: number): void
  /** How long those sleep who sleep now, counted from now. */
  sleeping (): number[]
}

/** Lets all that waits for nothing but other promises come to its end. */
export const settled = async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that only the test moves. */
export const createManualClock = (startMonotonicMs = 1000, startWallMs = 1_795_608_000_000): ManualClock => {
  let nowMs = startMonotonicMs
  let wallOffsetMs = startWallMs - startMonotonicMs
  let sleepers: { readonly untilMs: number, readonly wake: () => void }[] = []
  return {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs + wallOffsetMs,
    sleep: (durationMs, signal) => new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const sleeper = { untilMs: nowMs + durationMs, wake: resolve }
      sleepers.push(sleeper)
      signal?.addEventListener('abort', () => {
        sleepers = sleepers.filter((other) => other !== sleeper)
        resolve()
      })
    }),
    jump (ms) {
      nowMs += ms
      return this.advance(0)
    },
    async advance (ms) {
      const endMs = nowMs + ms
      for (;;) {
        await settled()
        const [next] = sleepers.filter(({ untilMs }) => untilMs <= endMs).sort((a, b) => a.untilMs - b.untilMs)
        if (next === undefined) break
        nowMs = Math.max(nowMs, next.untilMs)
        sleepers = sleepers.filter((other) => other !== next)
        next.wake()
      }
      nowMs = endMs
      await settled()
    },
    setWallMs (ms) {
      wallOffsetMs = ms - nowMs
    },
    sleeping: () => sleepers.map(({ untilMs }) => untilMs - nowMs)
  }
}
