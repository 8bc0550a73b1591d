import type { Family } from '@mimamori/exporter'

/** The collectors that say whether the clock is synchronised. */
export const clockCollectors: readonly string[] = ['clock']

/**
 * Whether the device's clock is synchronised, as of the newest collection. Unknown counts as no: the
 * server then relies on the monotonic clock.
 */
export const isClockSynchronised = (families: readonly Family[]): boolean =>
  families.find(({ name }) => name === 'mimamori_clock_synchronised')?.samples[0]?.value === 1
