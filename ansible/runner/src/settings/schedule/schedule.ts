import type { RunnerClock } from '../../platform/clock.ts'
import { windowOpensMs, type Window } from './window.ts'

/** When a run may start devices. */
export interface Schedule {
  /** Not before this time, UTC. */
  readonly notBefore?: string
  readonly window?: Window
}

/** Why a run waits, and until when in milliseconds since 1970. */
export interface Wait { readonly reason: 'at' | 'window', readonly untilMs: number }

/** The reason for a run to wait now; undefined if it may start further devices. Pure but for the machine's time zone. */
export const waitOf = ({ notBefore, window }: Schedule, nowMs: number): Wait | undefined => {
  const startMs = notBefore === undefined ? nowMs : Date.parse(notBefore)
  if (startMs > nowMs) return { reason: 'at', untilMs: startMs }
  const opensMs = window ? windowOpensMs(window, nowMs) : nowMs
  return opensMs > nowMs ? { reason: 'window', untilMs: opensMs } : undefined
}

/** A change of the clock is noticed within this time. */
const longestPauseMs = 30_000

export interface HoldOptions {
  readonly schedule: Schedule
  readonly clock: RunnerClock
  /** Ends the wait at once. */
  readonly cancelled: AbortSignal
  /** Called once for each wait, as it begins. */
  readonly onWait: (wait: Wait) => void
}

/** Resolves when the run may start further devices, or is cancelled. */
export const holdUntilAllowed = async ({ schedule, clock, cancelled, onWait }: HoldOptions): Promise<void> => {
  let announced: Wait['reason'] | undefined
  for (;;) {
    const wait = waitOf(schedule, clock.nowMs())
    if (!wait || cancelled.aborted) return
    if (wait.reason !== announced) onWait(wait)
    announced = wait.reason
    await clock.sleep(Math.min(longestPauseMs, wait.untilMs - clock.nowMs()), cancelled)
  }
}
