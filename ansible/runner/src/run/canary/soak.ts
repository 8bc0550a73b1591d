import type { RunnerClock } from '../../platform/clock.ts'

/** An observation that speaks against a canary. */
export interface Finding {
  readonly host: string
  readonly message: string
  /** The device was away or has restarted, which says nothing about its version. */
  readonly isAway?: true
}

/**
 * Checks devices once; gives a reason not to continue with the others, if there is one. Once `stopped` fires, its answer is ignored
 * and it must end soon.
 */
export type Check = (hosts: readonly string[], stopped: AbortSignal) => Promise<Finding | undefined>

export interface SoakOptions {
  readonly minutes: number
  readonly hosts: readonly string[]
  /** Made in parallel: one that hangs does not delay the others. */
  readonly checks: readonly Check[]
  readonly clock: RunnerClock
  /** Ends the soak at once. */
  readonly cancelled: AbortSignal
}

const pollEveryMs = 60_000

/**
 * Watches a canary for a while: at once, a minute after each check, and at the end. Gives the first finding; one that is away, once the
 * next check has found that too, since an update may restart the whole device. The time is counted by the waits, so that neither a change
 * of the clock nor a slow check changes the length of the soak.
 */
export const soak = async ({ minutes, hosts, checks, clock, cancelled }: SoakOptions): Promise<Finding | undefined> => {
  const found = new AbortController()
  const timeUp = new AbortController()
  const stopped = AbortSignal.any([cancelled, found.signal])
  const over = AbortSignal.any([stopped, timeUp.signal])
  const waitForTheEnd = async (): Promise<void> => {
    for (let left = minutes; left > 0 && !stopped.aborted; left--) await clock.sleep(pollEveryMs, stopped)
    timeUp.abort()
  }
  const watch = async (check: Check): Promise<void> => {
    let wasAway = false
    const checkOnce = async (): Promise<void> => {
      const finding = await check(hosts, stopped)
      if (finding !== undefined && (!finding.isAway || wasAway)) found.abort(finding)
      wasAway = finding?.isAway === true
    }
    while (!over.aborted) {
      await checkOnce()
      await clock.sleep(pollEveryMs, over)
    }
    if (!stopped.aborted) await checkOnce()
    if (!wasAway || stopped.aborted) return
    await clock.sleep(pollEveryMs, stopped)
    if (!stopped.aborted) await checkOnce()
  }
  await Promise.all([waitForTheEnd(), ...checks.map(watch)])
  return found.signal.aborted ? found.signal.reason as Finding : undefined
}
