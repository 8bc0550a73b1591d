import type { DeviceClock } from '../../device/clock.ts'

/** CLOCK_MONOTONIC, in milliseconds. */
const hrtimeMs = (): number => Number(process.hrtime.bigint()) / 1e6

/**
 * How far the clock of the device is ahead of journald's CLOCK_MONOTONIC, which stands still while the device sleeps: it only grows.
 * A smaller reading comes from a clock with steps of 10 ms, or from a pause between two readings, and would change the order of lines.
 */
export const createJournalOffset = (clock: Pick<DeviceClock, 'monotonicMs'>, journalMs = hrtimeMs): () => number => {
  let offsetMs = -Infinity
  return () => {
    offsetMs = Math.max(offsetMs, clock.monotonicMs() - journalMs())
    return offsetMs
  }
}
