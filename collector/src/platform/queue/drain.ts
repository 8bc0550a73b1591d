import { setTimeout } from 'node:timers/promises'
import type { Queue, Queued } from './queue.ts'

/** How a drain reports trouble, and when it tries again. */
export interface DrainOptions {
  /** Called when storing begins to fail, and with `undefined` when it goes on. */
  readonly onTrouble: (error: Error | undefined) => void
  /** Called if stored batches could not be taken out of the queue. */
  readonly onNotRemoved: (error: unknown) => void
  /** The pause before the next try, in milliseconds, after this many failures, the last with this error. */
  readonly backoffMs?: (failures: number, error: unknown) => number
  /** The pause between two checks whether a device has become ready, in milliseconds. */
  readonly pollMs?: number
}

interface Deps<Content extends object> extends DrainOptions {
  readonly queue: Pick<Queue<Content>, 'take' | 'giveBack' | 'remove' | 'batches'>
  /** Brings batches to their destination. Rejects if nothing is sure: the same batches are tried again. */
  readonly store: (batches: readonly Queued<Content>[]) => Promise<void>
  /** The bytes of one call, about. */
  readonly bytesAtOnce: number
  /** False for a device whose batches must wait; all are ready by default. */
  readonly isReady?: (deviceId: string) => boolean
}

/** Empties a queue. */
export interface Drain {
  /** There is something new. */
  wake (): void
  /** Ends after the work under way. */
  close (): Promise<void>
}

/** Half a second, doubled with each failure. */
export const doublingUpTo30s = (failures: number): number => Math.min(30_000, 500 * 2 ** failures)

export const startDrain = <Content extends object>({
  queue,
  store,
  bytesAtOnce,
  isReady,
  onTrouble,
  onNotRemoved,
  backoffMs = doublingUpTo30s,
  pollMs = 2000
}: Deps<Content>): Drain => {
  const closing = new AbortController()
  const removals = new Set<Promise<void>>()
  let failures = 0
  let isWoken = false
  let running: Promise<void> | undefined

  /** False if nothing waits. */
  const storeSome = async (): Promise<boolean> => {
    // Half as much with each failure: a receiver that limits its requests would never take it all.
    const batches = await queue.take(bytesAtOnce / 2 ** failures, isReady)
    if (batches.length === 0) return false
    await store(batches).catch((error: unknown) => {
      queue.giveBack(batches)
      throw error
    })
    const removal = queue
      .remove(batches)
      .catch(onNotRemoved)
      .finally(() => {
        removals.delete(removal)
      })
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
      await setTimeout(backoffMs(failures++, error), undefined, { signal: closing.signal }).catch(() => {})
      return true
    }
  }
  const run = async (): Promise<void> => {
    while (isWoken && !closing.signal.aborted) {
      isWoken = false
      while (!closing.signal.aborted && (await tryToStoreSome()));
    }
    running = undefined
  }
  const wake = (): void => {
    isWoken = true
    running ??= run()
  }
  // There is no event for a device that becomes ready.
  const timer =
    isReady &&
    setInterval(() => {
      if (queue.batches > 0) wake()
    }, pollMs).unref()
  return {
    wake,
    async close () {
      clearInterval(timer)
      closing.abort()
      await running
      await Promise.all(removals)
    }
  }
}
