import type { HostStates } from '../state/host-states.ts'
import type { Plan } from '../plan/plan.ts'
import { readRunLog, warnInto, type RunLog } from '../state/run-log.ts'
import { writeJsonFile } from '../platform/files/json-file.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import { runText } from '../text/runner-text.ts'
import type { Stopped } from './gate.ts'
import { changeQueue } from '../state/change-queue.ts'
import { queueAfter } from './queue-after.ts'
import { forgetRefusals } from '../state/refusals.ts'
import type { RunReporter } from '../report/run-reporter.ts'
import { runResultOf, type RunResult } from '../state/run-result.ts'

export interface FinishOptions {
  readonly plan: Plan
  readonly state: StateDirectory
  readonly hostStates: HostStates
  readonly stopped: Stopped | undefined
  readonly endedAt: string
  readonly log: RunLog
  readonly reporter: RunReporter
}

/** Ends a run of which every host has a result. Its outcome is logged before it is reported, and written to the result file afterwards. */
export const finishRun = async ({ plan, state, hostStates, stopped, endedAt, log, reporter }: FinishOptions): Promise<RunResult> => {
  const files = state.run(plan.run)
  const runResult = (): RunResult => runResultOf(plan, hostStates.all(), {
    endedAt, ...stopped && { stopped },
    warnings: readRunLog(files.log).flatMap((record) => record.type === 'warning' ? [record.message] : [])
  })
  const { outcome, message } = runResult()
  log({ type: 'ended', outcome, ...message !== undefined && { message } })
  if (!plan.check) {
    const warn = warnInto(log)
    const { setAside, queue: notChanged } = runText(plan.language).warnings
    const isSetAside = (reason: string): void => { warn(setAside(reason)) }
    try {
      if (!stopped) forgetRefusals(state.refusals, plan, isSetAside)
      await changeQueue(state, isSetAside, ({ queue }) => ({
        queue: queueAfter(queue, { plan, hostStates: hostStates.all(), stopped, endedAt })
      }), (after, before) => {
        if ([before.queue, after.queue, after.pins].some(({ length }) => length > 0)) reporter.queue()
      })
    } catch (error) {
      // A queue that is locked or cannot be written must not cost the run its result.
      warn(notChanged((error as Error).message))
    }
  }
  await reporter.end(runResult())
  const final = runResult()
  writeJsonFile(files.result, final)
  return final
}
