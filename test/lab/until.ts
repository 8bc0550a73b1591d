import { setTimeout as delay } from 'node:timers/promises'

export interface UntilOptions {
  readonly timeoutMs: number
  /** How long between two looks; 200 ms unless said otherwise. */
  readonly everyMs?: number
}

/**
 * Looks until something is so. `look` gives true, or what it found instead, which is told when the time is up; what it
 * throws ends the waiting.
 */
export const until = async (what: string, look: () => Promise<unknown>, { timeoutMs, everyMs = 200 }: UntilOptions): Promise<void> => {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found === true) return
    if (performance.now() > deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain until ${what}; last: ${found instanceof Error ? found.message : JSON.stringify(found)}`)
    }
    await delay(everyMs)
  }
}
