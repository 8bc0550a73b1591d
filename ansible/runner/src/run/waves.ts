import { isSuccess } from '@mimamori/contract'
import { isConclusive } from '../plan/budget.ts'
import type { Batch, PlannedHost, Wave } from '../plan/plan.ts'
import { isOffline, planWaves } from '../plan/plan-waves.ts'
import { resultsOf, type ActiveRun } from './active-run.ts'
import type { Gate, Stopped } from './gate.ts'

/** Steps between and in the waves of a run. */
export interface WaveSteps {
  /** The remaining hosts as they are known now: after a wait, some may have gone offline, and some may be skipped. */
  readonly renew: (hosts: readonly PlannedHost[]) => Promise<readonly PlannedHost[]>
  /** Afterwards every host has a result of that attempt. */
  readonly workOn: (hosts: Batch, attempt: number, where: { readonly inCanary: boolean }) => Promise<void>
  /** Watches the devices of a canary that succeeded, and publishes their results; gives why to stop, if there is a reason. */
  readonly soak: (hosts: readonly string[]) => Promise<Stopped | undefined>
  readonly reportProgress: () => void
}

export interface WavesOptions {
  readonly run: ActiveRun
  readonly gate: Gate
  readonly steps: WaveSteps
}

/** Runs the waves until all hosts have had their turn or the gate stops the run. Gives whether the last wave was a canary. */
export const workThroughWaves = async ({ run, gate, steps }: WavesOptions): Promise<{ readonly inCanary: boolean }> => {
  const { plan, log } = run
  let remaining: readonly PlannedHost[] = plan.hosts
  let { canary } = plan
  let inCanary = false

  /** The hosts of a batch that are due now. A host that has gone offline since the waves were planned comes with a later one. */
  const ready = async (batch: Batch): Promise<Batch> => {
    const wasOffline = new Set(remaining.filter(isOffline).map(({ host }) => host))
    remaining = await steps.renew(remaining)
    const isTurn = new Set(remaining.filter((one) => wasOffline.has(one.host) || !isOffline(one)).map(({ host }) => host))
    return batch.filter((host) => isTurn.has(host))
  }

  /** Gives the hosts that were tried. */
  const workThrough = async ({ batches }: Wave): Promise<ReadonlySet<string>> => {
    const begun = new Set<string>()
    for (const batch of batches) {
      if (!await gate.mayBegin({ inCanary })) break
      const hosts = await ready(batch)
      if (hosts.length === 0) continue
      await steps.workOn(hosts, 1, { inCanary })
      for (const host of hosts) begun.add(host)
      remaining = remaining.filter(({ host }) => !begun.has(host))
    }
    return begun
  }

  for (let number = 1; remaining.length > 0 && await gate.mayBegin({ inCanary }); number++) {
    remaining = await steps.renew(remaining)
    const [wave, ...later] = planWaves({ hosts: remaining, canary, waveSize: plan.waveSize })
    if (!wave) break
    log({ type: 'wave', wave: number, waves: number + later.length, canary: wave.canary, hosts: wave.batches.flat().length })
    inCanary = wave.canary
    const begun = await workThrough(wave)
    steps.reportProgress()
    // A canary that was unreachable or refused has not tried the release: the next hosts take its place.
    const hasShown = resultsOf(run).filter((result) => begun.has(result.host) && isConclusive(result))
    if (!wave.canary || hasShown.length === 0) continue
    canary = 0
    // A failure within the budget is no reason for the soak to stop the run.
    const updated = hasShown.filter(({ outcome }) => isSuccess(outcome)).map(({ host }) => host)
    if (updated.length === 0) continue
    const finding = await steps.soak(updated)
    if (finding !== undefined) gate.stopOver(finding)
  }
  return { inCanary }
}
