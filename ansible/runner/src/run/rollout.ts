import { timestamp } from '../platform/clock.ts'
import type { RunBatch } from './playbook/run-batch.ts'
import type { ActiveRun } from './active-run.ts'
import { batchWork } from './batch-work.ts'
import { createGate, type Stopped } from './gate.ts'
import type { HostRenewal } from './host-renewal.ts'
import { runnerResult } from './results.ts'
import { retryUnreachable, unreachableHosts, type RetryOptions } from './retry-unreachable.ts'
import { workThroughWaves, type WaveSteps } from './waves.ts'

export interface RolloutOptions extends Pick<RetryOptions, 'retries'> {
  readonly run: ActiveRun
  readonly steps: Omit<WaveSteps, 'workOn'> & {
    readonly runBatch: RunBatch
    readonly stillInUse: HostRenewal['stillInUse']
    /** Resolves when the run may start further devices, or is cancelled. */
    readonly hold: () => Promise<void>
  }
}

/** Runs the waves and the retries. Afterwards every host has a result. Gives why the run stopped early, if it did. */
export const rollOut = async (
  { run, steps: { runBatch, stillInUse, hold, ...waveSteps }, retries }: RolloutOptions
): Promise<Stopped | undefined> => {
  const { hostStates, addResults, clock } = run
  const gate = createGate({ run, hold })
  const steps = { ...waveSteps, workOn: batchWork(run, { runBatch, stillInUse }) }
  const { inCanary } = await workThroughWaves({ run, gate, steps })
  await retryUnreachable({ run, gate, steps, retries, inCanary })
  // Hosts that are still unreachable would otherwise get later what has failed or was cancelled.
  if (unreachableHosts(run).length > 0) gate.mustStop({ inCanary })
  const stopped = gate.stopped()
  if (stopped) {
    const { message } = stopped
    addResults(hostStates.all().filter(({ state }) => state === 'waiting').map((one) => runnerResult(
      one, { attempt: 1, outcome: 'skipped', message, at: timestamp(clock) }
    )))
  }
  return stopped
}
