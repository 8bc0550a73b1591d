import type { Standing } from '../events/standings.ts'

/** Seconds until the rest is done, at the pace of those that have finished; undefined until one has. Between retries nobody knows. */
export const secondsLeft = (standings: readonly Standing[], nowMs: number): number | undefined => {
  const started = standings.flatMap(({ startedAt }) => startedAt === undefined ? [] : [Date.parse(startedAt)])
  const finished = standings.filter(({ state }) => state === 'finished').length
  if (finished === 0 || finished === standings.length) return undefined
  return Math.max(0, (nowMs - Math.min(...started)) / 1000 / finished) * (standings.length - finished)
}
