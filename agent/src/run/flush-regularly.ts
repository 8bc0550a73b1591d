import type { DeviceClock } from '../device/clock.ts'
import type { SpooledBatches } from '../spool/spool.ts'

interface FlushOptions {
  readonly spools: readonly Pick<SpooledBatches, 'flush'>[]
  /** How long something may wait in memory. */
  readonly afterMs: number
  readonly clock: Pick<DeviceClock, 'sleep'>
  readonly signal: AbortSignal
}

/** How often within that time: nothing is written much later than it should be. */
const checks = 4

/** Has spools write what has waited too long, until the signal fires. */
export const flushRegularly = async ({ spools, afterMs, clock, signal }: FlushOptions): Promise<void> => {
  for (;;) {
    await clock.sleep(afterMs / checks, signal)
    if (signal.aborted) return
    for (const spool of spools) spool.flush()
  }
}
