import { localTime } from '../../settings/schedule/local-time.ts'
import type { Schedule } from '../../settings/schedule/schedule.ts'
import { startTimeMs } from '../../settings/schedule/start-time.ts'
import type { Context } from '../context.ts'

/** When the run may start devices, and the mistakes in it: the time has passed, or a soak without a canary to watch. */
export const runSchedule = (
  { given, settings, text, terminal }: Context
): { readonly schedule: Schedule, readonly mistakes: readonly string[] } => {
  const nowMs = terminal.clock.nowMs()
  const startMs = given.at && startTimeMs(given.at, nowMs)
  return {
    schedule: { ...startMs !== undefined && { notBefore: new Date(startMs).toISOString() }, ...given.window && { window: given.window } },
    mistakes: [
      ...given.soak !== undefined && (given.canary ?? settings.canary) === 0 ? [text.soakWithoutCanary] : [],
      ...startMs !== undefined && startMs <= nowMs ? [text.startIsOver(localTime(startMs), localTime(nowMs))] : []
    ]
  }
}
