import type { RunnerClock } from '../platform/clock.ts'
import { holdUntilAllowed, type Schedule } from '../settings/schedule/schedule.ts'
import type { RunLog } from '../state/run-log.ts'

/** Waits of a run between its batches. */
export interface Waiting {
  /** Resolves when the run may start further devices, or is cancelled. */
  hold (): Promise<void>
  /** Records that it has waited for something else, such as its canary. */
  recordWait (): void
  /** Whether it has waited since this was last called: then the facts about its devices are outdated. */
  takeHasWaited (): boolean
}

export interface WaitingOptions {
  readonly schedule: Schedule
  readonly clock: RunnerClock
  readonly cancelled: AbortSignal
  readonly log: RunLog
}

export const createWaiting = ({ schedule, clock, cancelled, log }: WaitingOptions): Waiting => {
  let hasWaited = false
  return {
    hold: () => holdUntilAllowed({
      schedule, clock, cancelled,
      onWait ({ reason, untilMs }) {
        hasWaited = true
        log({ type: 'held', reason, until: new Date(untilMs).toISOString() })
      }
    }),
    recordWait () { hasWaited = true },
    takeHasWaited () {
      const had = hasWaited
      hasWaited = false
      return had
    }
  }
}
