import type { HostState } from '@mimamori/contract'

/** Seconds until the rest is done, at the rate of the finished devices; undefined until one has finished, and between retries. */
export const secondsLeft = (hostStates: readonly HostState[], nowMs: number): number | undefined => {
  const started = hostStates.flatMap((one) => one.state === 'waiting' ? [] : [Date.parse(one.startedAt)])
  const finished = hostStates.filter(({ state }) => state === 'finished').length
  if (finished === 0 || finished === hostStates.length) return undefined
  return Math.max(0, (nowMs - Math.min(...started)) / 1000 / finished) * (hostStates.length - finished)
}
