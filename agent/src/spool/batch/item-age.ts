import type { DeviceClock } from '../../device/clock.ts'

/** When an item happened, on the two clocks of its boot. */
export interface ItemClocks {
  readonly monotonicMs: number
  readonly wallMs: number
}

/** When the monotonic clocks of boots began, in Unix milliseconds of a synchronised clock; undefined for a boot in which it never was. */
export type BootStart = (boot: string) => number | undefined

/** How old an item of a boot is, in milliseconds. */
export type ItemAge = (clocks: ItemClocks, boot: string) => number | undefined

interface ItemAgeOptions {
  readonly boot: string
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  readonly bootStart: BootStart
}

/**
 * How old an item is, never below 0: by the monotonic clock within this boot, and across boots by the starts of both. undefined if
 * that is not known: a wall clock that nobody has set may be off by 50 years.
 */
export const createItemAge = ({ boot: thisBoot, clock, bootStart }: ItemAgeOptions): ItemAge => ({ monotonicMs }, boot) => {
  if (boot === thisBoot) return Math.max(0, clock.monotonicMs() - monotonicMs)
  const [then, now] = [bootStart(boot), bootStart(thisBoot)]
  return then === undefined || now === undefined ? undefined : Math.max(0, now + clock.monotonicMs() - then - monotonicMs)
}
