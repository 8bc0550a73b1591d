import type { Clock } from '../clock.ts'

/** Looks at devices once; gives what speaks against bringing to others what they have got. */
export type Look = (hosts: readonly string[]) => Promise<string | undefined>

export interface SoakOptions {
  readonly minutes: number
  readonly hosts: readonly string[]
  /** Beside each other: one that hangs keeps none of the others from looking. */
  readonly looks: readonly Look[]
  readonly clock: Clock
  /** Ends the soak at once. */
  readonly cancelled: AbortSignal
}

const lookEveryMs = 60_000

/**
 * Watches a canary for a while, once a minute and at the end. Gives the first finding. The minutes are counted as they are waited
 * for, so that a clock that is set meanwhile makes the soak neither shorter nor longer.
 */
export const soak = async ({ minutes, hosts, looks, clock, cancelled }: SoakOptions): Promise<string | undefined> => {
  const found = new AbortController()
  const over = AbortSignal.any([cancelled, found.signal])
  await Promise.all(looks.map(async (look) => {
    for (let minute = 0; minute <= minutes; minute++) {
      if (minute > 0) await clock.pause(lookEveryMs, over)
      if (over.aborted) return
      const finding = await look(hosts)
      if (finding !== undefined) found.abort(finding)
    }
  }))
  return found.signal.aborted ? String(found.signal.reason) : undefined
}
