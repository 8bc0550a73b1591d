import { mkdirSync } from 'node:fs'
import { collectorClient } from '../../collector/collector-client.ts'
import { askConnections } from '../../collector/connection.ts'
import { markOf } from '../../platform/process/process-mark.ts'
import { closeOrphans } from '../close-orphans.ts'
import { forgetOldRuns } from '../forget-old-runs.ts'
import type { RunResult } from '../../state/run-result.ts'
import { closedRuns } from '../../state/runs.ts'
import { createWaiting } from '../waiting.ts'
import { openRunLog, warnInto } from '../../state/run-log.ts'
import { runText } from '../../text/runner-text.ts'
import { planBeginner } from './begin-plan.ts'
import { updateDevices } from './update-devices.ts'
import { watchForCancel } from './watch-for-cancel.ts'
import type { WorkOptions } from './work-options.ts'

/** Carries out a run, from its plan file to its result. */
export const work = async (options: WorkOptions): Promise<RunResult> => {
  const { plan: planned, settings, state, clock } = options
  const files = state.run(planned.run)
  const unreadablePins: string[] = []
  const begin = planBeginner({ planned, state, clock, onSetAside: (reason) => { unreadablePins.push(reason) } })
  mkdirSync(files.directory, { mode: 0o750 })
  begin()
  const log = openRunLog(files.log, clock)
  const warnOfSetAside = (reason: string): void => { warnInto(log)(runText(planned.language).warnings.setAside(reason)) }
  log({ type: 'started', worker: markOf(process.pid) })
  await closeOrphans({ state, settings, clock, except: planned.run, onSetAside: warnOfSetAside })
  // Devices must learn that a dead run is over even if its files are removed.
  const over = closedRuns(state)
  const lost = forgetOldRuns(state, settings.keepRuns)
  if (lost.length > 0) warnInto(log)(runText(planned.language).warnings.neverDelivered(lost.length))

  const cancel = watchForCancel(files.cancel)
  try {
    const waiting = createWaiting({ schedule: planned, clock, cancelled: cancel.signal, log })
    await waiting.hold()
    // If the collector does not answer, the known connections stay.
    const plan = begin(waiting.takeHasWaited() ? await askConnections(collectorClient(settings)).catch(() => undefined) : undefined)
    unreadablePins.forEach(warnOfSetAside)
    return await updateDevices({ work: { ...options, plan }, log, cancel, waiting, closedRuns: over })
  } finally {
    cancel.close()
  }
}
