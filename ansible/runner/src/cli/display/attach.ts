import type { RunnerClock } from '../../platform/clock.ts'
import { isAlive } from '../../platform/process/process-mark.ts'
import { readRunLog } from '../../state/run-log.ts'
import type { RunFiles } from '../../state/state-directory.ts'
import type { RunResult } from '../../state/run-result.ts'
import type { News, RunView } from './run-view.ts'

export interface AttachOptions {
  readonly view: RunView
  readonly files: RunFiles
  readonly clock: RunnerClock
  readonly show: (news: News) => void
  readonly onWorkerDead: () => void
  /** Closes the run of a dead worker, whose last playbook may have to end first. */
  readonly closeRun: () => Promise<void>
  readonly interrupted: AbortSignal
}

const pollEveryMs = 300

/** Follows a run until its result is there; undefined if the reader left before. */
export const attach = async (
  { view, files, clock, show, onWorkerDead, closeRun, interrupted }: AttachOptions
): Promise<RunResult | undefined> => {
  let isDead = false
  while (!interrupted.aborted) {
    const runResult = view.result()
    show(view.poll())
    if (runResult) return runResult
    const started = readRunLog(files.log).find((record) => record.type === 'started')
    if (started && !isAlive(started.worker) && !view.result()) {
      if (!isDead) onWorkerDead()
      isDead = true
      await closeRun()
    }
    await clock.sleep(pollEveryMs, interrupted)
  }
  return undefined
}
