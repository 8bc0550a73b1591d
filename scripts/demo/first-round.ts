import { setTimeout as delay } from 'node:timers/promises'
import type { DemoText } from './text.ts'

/** How many of the devices that are on have reported, and whether that is all of them. */
export interface FirstRound {
  reported (id: string): void
  /**
   * Resolves when all have, when the signal fires, or after two minutes: a device that cannot report has logged why. Prints its progress
   * now and then.
   */
  whole (signal: AbortSignal): Promise<void>
}

const printEveryMs = 3000
const timeoutMs = 120_000

export const createFirstRound = (
  awaited: readonly string[], { text, print }: { readonly text: DemoText, readonly print: (line: string) => void }
): FirstRound => {
  const missing = new Set(awaited)
  const { promise: complete, resolve } = Promise.withResolvers<void>()
  if (missing.size === 0) resolve()
  return {
    reported (id) {
      missing.delete(id)
      if (missing.size === 0) resolve()
    },
    async whole (signal) {
      const over = new AbortController()
      const end = AbortSignal.any([signal, over.signal])
      const printProgress = async (): Promise<void> => {
        for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += printEveryMs) {
          await delay(printEveryMs, undefined, { signal: end })
          print(text.reported(awaited.length - missing.size, awaited.length))
        }
      }
      // The signal is there to end this wait.
      await Promise.race([complete, printProgress().catch(() => undefined)])
      over.abort()
    }
  }
}
