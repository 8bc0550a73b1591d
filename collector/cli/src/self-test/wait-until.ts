import { setTimeout as after } from 'node:timers/promises'
import type { SelfTestContext } from './step.ts'

/**
 * Asks until there is something, and gives it; undefined when the time is over. Shows for how long it has waited.
 * @throws what `ask` throws, and an AbortError after Ctrl-C
 */
export const waitUntil = async <Found>(
  ask: () => Promise<Found | undefined> | Found | undefined, withinMs: number, { invocation, signal, limits }: SelfTestContext
): Promise<Found | undefined> => {
  const { showProgress, text } = invocation
  const begun = performance.now()
  try {
    for (;;) {
      const found = await ask()
      if (found !== undefined) return found
      const waitedMs = performance.now() - begun
      if (waitedMs > withinMs) return undefined
      showProgress(text.selfTestWaiting(Math.round(waitedMs / 1000), Math.round(withinMs / 1000)))
      await after(limits.everyMs, undefined, { signal })
    }
  } finally {
    showProgress()
  }
}
