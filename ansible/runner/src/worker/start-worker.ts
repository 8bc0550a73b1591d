import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import type { Clock } from '../clock.ts'
import { workerProgram } from '../places.ts'
import type { Plan } from '../plan/plan.ts'
import { capture } from '../process/execute.ts'
import { lockConflict, underLock } from '../process/lock.ts'
import { isAlive } from '../process/process-mark.ts'
import { startDetached } from '../process/start-detached.ts'
import { readJournal } from '../state/journal.ts'
import { readJsonFile } from '../state/json-file.ts'
import type { StateDirectory } from '../state/state-directory.ts'

const argv = (state: StateDirectory) => underLock(state.lock, [process.execPath, workerProgram])

/** The run that has the lock, as far as its files tell; only trying to lock says it for sure. */
export const runGoingOn = (state: StateDirectory): Plan | undefined => {
  const id = existsSync(state.lock) ? readFileSync(state.lock, 'utf8').trim() : ''
  if (!state.runs().includes(id)) return undefined
  const files = state.run(id)
  const started = readJournal(files.journal).find((record) => record.type === 'started')
  return !existsSync(files.verdict) && started && isAlive(started.worker) ? readJsonFile<Plan>(files.plan) : undefined
}

/** Closes what dead runners have left. False where the lock is taken: by a run, or by a dead one's last playbook. */
export const tidy = async (state: StateDirectory): Promise<boolean> => {
  const { exitCode, stderr, trouble } = await capture({ argv: argv(state) }, { timeoutMs: 120_000 })
  if (exitCode !== 0 && exitCode !== lockConflict) throw new Error(trouble ?? stderr)
  return exitCode === 0
}

export type WorkerStart = 'started' | 'busy' | 'failed'

const lookEveryMs = 50

/** Starts a run's worker. It lives on without us. */
export const startWorker = async (plan: Plan, state: StateDirectory, clock: Clock): Promise<WorkerStart> => {
  const output = openSync(state.workerLog, 'a', 0o640)
  try {
    const worker = startDetached({ argv: argv(state), input: JSON.stringify(plan), output })
    let ended: { readonly code: number | undefined } | undefined
    void worker.exited.then((code) => { ended = { code } })
    while (!ended) {
      if (existsSync(state.run(plan.run).journal)) {
        worker.forget()
        return 'started'
      }
      await clock.pause(lookEveryMs)
    }
    return existsSync(state.run(plan.run).journal) ? 'started' : ended.code === lockConflict ? 'busy' : 'failed'
  } finally {
    closeSync(output)
  }
}
