import type { DeviceClock } from '../device/clock.ts'

/** When an item happened, on the two clocks of its boot. */
export interface ItemClocks {
  readonly monotonicMs: number
  readonly wallMs: number
}

interface AgeOptions {
  readonly isOfThisBoot: boolean
  readonly clock: Pick<DeviceClock, 'monotonicMs' | 'wallMs'>
}

/** How old an item is, never below 0: by the monotonic clock within this boot. One of an earlier boot is older than this boot, and as old as the wall clock says if that is more. */
export const ageMs = ({ monotonicMs, wallMs }: ItemClocks, { isOfThisBoot, clock }: AgeOptions): number => {
  const now = clock.monotonicMs()
  return isOfThisBoot ? Math.max(0, now - monotonicMs) : Math.max(now, clock.wallMs() - wallMs)
}
