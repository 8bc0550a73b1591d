import { outcomeOf } from '../state/host-states.ts'
import { batchesOf } from '../plan/plan-waves.ts'
import type { PlannedHost } from '../plan/plan.ts'
import { waitOf } from '../settings/schedule/schedule.ts'
import type { ActiveRun } from './active-run.ts'
import type { Gate } from './gate.ts'
import type { WaveSteps } from './waves.ts'

export interface RetryOptions {
  readonly run: ActiveRun
  readonly gate: Gate
  readonly steps: Pick<WaveSteps, 'workOn' | 'reportProgress'>
  /** How often, and how long each try waits. */
  readonly retries: { readonly count: number, readonly pauseSeconds: number }
  /** Whether the last wave was a canary. */
  readonly inCanary: boolean
}

/** The hosts of a run that could not be reached when they were tried last. */
export const unreachableHosts = ({ plan, hostStates }: Pick<ActiveRun, 'plan' | 'hostStates'>): PlannedHost[] =>
  plan.hosts.filter(({ host }) => outcomeOf(hostStates.of(host)) === 'unreachable')

/** Tries unreachable hosts again, until all were reached or the tries are used up. */
export const retryUnreachable = async ({ run, gate, steps, retries, inCanary }: RetryOptions): Promise<void> => {
  const { plan, log, clock, cancelled } = run
  for (let attempt = 2; attempt <= retries.count + 1; attempt++) {
    const unreachable = unreachableHosts(run)
    // Outside its window a run ends rather than hold the lock until the next one, in which the remaining hosts are caught up.
    if (unreachable.length === 0 || waitOf(plan, clock.nowMs()) || !await gate.mayBegin({ inCanary })) return
    log({ type: 'waiting', seconds: retries.pauseSeconds, attempt, hosts: unreachable.map(({ host }) => host) })
    await clock.sleep(retries.pauseSeconds * 1000, cancelled)
    for (const batch of batchesOf(unreachable)) {
      if (!await gate.mayBegin({ inCanary })) break
      await steps.workOn(batch, attempt, { inCanary: false })
    }
    steps.reportProgress()
  }
}
