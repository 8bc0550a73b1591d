import { closeSync, existsSync, openSync } from 'node:fs'
import type { RunnerClock } from '../../platform/clock.ts'
import { workerProgram } from '../../platform/paths.ts'
import type { Plan } from '../../plan/plan.ts'
import { capture } from '../../platform/process/execute.ts'
import { lockConflict, underLock } from '../../platform/process/lock.ts'
import { isAlive } from '../../platform/process/process-mark.ts'
import { startDetached } from '../../platform/process/start-detached.ts'
import { runOfLock } from '../../state/runs.ts'
import { readRunLog } from '../../state/run-log.ts'
import { readJsonFile } from '../../platform/files/json-file.ts'
import type { StateDirectory } from '../../state/state-directory.ts'

const argv = (state: StateDirectory) => underLock(state.lock, [process.execPath, workerProgram])

/** The run that has the lock, by its files; only an attempt to lock makes it certain. */
export const runGoingOn = (state: StateDirectory): Plan | undefined => {
  const id = runOfLock(state)
  if (id === undefined) return undefined
  const files = state.run(id)
  const started = readRunLog(files.log).find((record) => record.type === 'started')
  return !existsSync(files.result) && started && isAlive(started.worker) ? readJsonFile<Plan>(files.plan) : undefined
}

export interface Maintenance {
  /** False if the lock is taken: by a run, or by a dead run's last playbook. */
  readonly isDone: boolean
  /** Files that could not be read and were set aside, with the reason. */
  readonly setAside: readonly string[]
}

/** Closes the runs of dead runners. */
export const runMaintenance = async (state: StateDirectory): Promise<Maintenance> => {
  const { exitCode, stdout, stderr, trouble } = await capture({ argv: argv(state) }, { timeoutMs: 120_000 })
  if (exitCode !== 0 && exitCode !== lockConflict) throw new Error(trouble ?? stderr)
  return { isDone: exitCode === 0, setAside: stdout.split('\n').filter((line) => line !== '') }
}

export type WorkerStart = 'started' | 'busy' | 'failed'

const pollEveryMs = 50

/** Starts a run's worker, which outlives this process. */
export const startWorker = async (plan: Plan, state: StateDirectory, clock: RunnerClock): Promise<WorkerStart> => {
  const output = openSync(state.workerLog, 'a', 0o640)
  try {
    const worker = startDetached({ argv: argv(state), input: JSON.stringify(plan), output })
    let ended: { readonly code: number | undefined } | undefined
    void worker.exited.then((code) => { ended = { code } })
    while (!ended) {
      if (existsSync(state.run(plan.run).log)) {
        worker.forget()
        return 'started'
      }
      await clock.sleep(pollEveryMs)
    }
    return existsSync(state.run(plan.run).log) ? 'started' : ended.code === lockConflict ? 'busy' : 'failed'
  } finally {
    closeSync(output)
  }
}
