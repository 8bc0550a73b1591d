import { setTimeout as delay } from 'node:timers/promises'

/** What came of a stretch of load. */
export interface LoadResult {
  /** Seconds from sending to the whole answer, of those that were taken. */
  readonly latencies: readonly number[]
  /** Answers that were a refusal, by status; what was sent again after Retry-After counts each time. */
  readonly refusals: Readonly<Record<string, number>>
  /** From the first to the last. */
  readonly seconds: number
}

/** One sending: resolves to undefined where it was taken, or to the refusal. */
export type Send = () => Promise<{ readonly status: number, readonly retryAfterSeconds?: number } | undefined>

const longestSeconds = 90

/** Sends all, evenly over so many seconds (0: all at once), and what is refused with Retry-After again when that has passed. */
export const applyLoad = async (sends: readonly Send[], overSeconds: number): Promise<LoadResult> => {
  const latencies: number[] = []
  const refusals: Record<string, number> = {}
  const startMs = performance.now()
  await Promise.all(sends.map(async (send, index) => {
    await delay(index * overSeconds * 1000 / sends.length)
    for (;;) {
      const sentMs = performance.now()
      const refusal = await send()
      if (refusal === undefined) {
        latencies.push((performance.now() - sentMs) / 1000)
        return
      }
      refusals[refusal.status] = (refusals[refusal.status] ?? 0) + 1
      if (refusal.retryAfterSeconds === undefined || performance.now() - startMs > longestSeconds * 1000) return
      await delay(refusal.retryAfterSeconds * 1000 * (1 + Math.random()))
    }
  }))
  return { latencies, refusals, seconds: (performance.now() - startMs) / 1000 }
}
