import type { Clock } from '../clock/clock.ts'

/** The budget of each holder in a minute. */
export interface MinuteBudget {
  /** Seconds until there is enough again; undefined while there is. */
  waitSeconds (holder: string): number | undefined
  /** A negative amount gives back an unused one. */
  spend (holder: string, amount: number): void
}

interface Options {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly perMinute: number
  /** The rest that is needed to go on, for things that are counted whole; any by default. */
  readonly least?: number
}

/**
 * A budget for each minute and holder, which may be spent at once. A holder with enough left may go on, however much the next thing takes:
 * the one after it waits longer.
 */
export const createMinuteBudget = ({ clock, perMinute, least = 0 }: Options): MinuteBudget => {
  const spent = new Map<string, { readonly amount: number, readonly atMs: number }>()
  const spentBy = (holder: string): number => {
    const last = spent.get(holder)
    return last === undefined ? 0 : Math.max(0, last.amount - ((clock.monotonicMs() - last.atMs) * perMinute) / 60_000)
  }
  return {
    waitSeconds (holder) {
      const left = perMinute - spentBy(holder)
      return left > 0 && left >= least ? undefined : Math.max(1, Math.ceil(((least - left) * 60) / perMinute))
    },
    spend (holder, amount) {
      spent.set(holder, { amount: Math.max(0, spentBy(holder) + amount), atMs: clock.monotonicMs() })
    }
  }
}
