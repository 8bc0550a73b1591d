import { repeat, type DeviceClock } from '../clock.ts'
import type { Notifier } from './notify.ts'

interface WatchdogOptions {
  readonly notifier: Notifier
  /** When the next turn is due, in milliseconds of this boot. */
  readonly schedule: { readonly dueMs: number }
  readonly clock: DeviceClock
  readonly status: () => string
  readonly signal: AbortSignal
}

/** A turn that is overdue by more than this hangs: no collection takes so long. */
const overdueMs = 2 * 60_000

/**
 * Notifies systemd three times within WatchdogSec= that the agent works, which is more than a living process: once a
 * turn hangs, it keeps silent, and systemd restarts the agent. Ends when the signal fires.
 */
export const feedWatchdog = async ({ notifier, schedule, clock, status, signal }: WatchdogOptions): Promise<void> => {
  if (notifier.watchdogMs === undefined) return
  await repeat({ everyMs: notifier.watchdogMs / 3, clock, signal }, async () => {
    if (clock.monotonicMs() - schedule.dueMs < overdueMs) await notifier.alive(status())
  })
}
