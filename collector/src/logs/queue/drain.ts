import { setTimeout } from 'node:timers/promises'
import type { LogBackend } from '../log-backend.ts'
import type { LogLine } from '../log-line.ts'
import type { LogQueue } from './log-queue.ts'

interface Parts {
  readonly queue: LogQueue
  readonly backend: Pick<LogBackend, 'store'>
  /** Told of lines that are stored. */
  readonly onStored: (lines: readonly LogLine[]) => void
  /** Told when storing begins to fail, and with `undefined` when it goes on. */
  readonly onTrouble: (error: Error | undefined) => void
  /** Told where batches that are stored could not be taken out of the queue. */
  readonly onNotRemoved: (error: unknown) => void
  /** Before the next try, in milliseconds, after so many that failed. */
  readonly backoffMs?: (failures: number) => number
}

/** Brings what is in the queue to the backend. */
export interface Drain {
  /** There is something new. */
  wake (): void
  /** Ends after what is under way. */
  close (): Promise<void>
}

/** What one call of the backend gets: the more lines at once, the less often parts of the index are merged; these are done in half a second. */
const bytesAtOnce = 2 * 1024 * 1024

const doublingUpTo30s = (failures: number): number => Math.min(30_000, 500 * 2 ** failures)

export const startDrain = ({ queue, backend, onStored, onTrouble, onNotRemoved, backoffMs = doublingUpTo30s }: Parts): Drain => {
  const closing = new AbortController()
  const removals = new Set<Promise<void>>()
  let failures = 0
  let isWoken = false
  let running: Promise<void> | undefined

  /** False where nothing waits. */
  const storeSome = async (): Promise<boolean> => {
    const batches = await queue.take(bytesAtOnce)
    if (batches.length === 0) return false
    const lines = await backend.store(batches).catch((error: unknown) => {
      queue.giveBack(batches)
      throw error
    })
    onStored(lines)
    const removal = queue.remove(batches).catch(onNotRemoved).finally(() => { removals.delete(removal) })
    removals.add(removal)
    return true
  }
  const tryToStoreSome = async (): Promise<boolean> => {
    try {
      const stored = await storeSome()
      if (failures > 0) onTrouble(undefined)
      failures = 0
      return stored
    } catch (error) {
      if (failures === 0) onTrouble(error as Error)
      await setTimeout(backoffMs(failures++), undefined, { signal: closing.signal }).catch(() => {})
      return true
    }
  }
  const run = async (): Promise<void> => {
    while (isWoken && !closing.signal.aborted) {
      isWoken = false
      while (!closing.signal.aborted && await tryToStoreSome());
    }
    running = undefined
  }
  return {
    wake () {
      isWoken = true
      running ??= run()
    },
    async close () {
      closing.abort()
      await running
      await Promise.all(removals)
    }
  }
}
