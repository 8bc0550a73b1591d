import { isSuccess, type HostFinished, type RunOutcome } from '@mimamori/contract'
import { instant, type Clock } from '../clock.ts'
import type { HostState, HostStates } from '../events/host-states.ts'
import { isConclusive, overspentBy } from '../plan/budget.ts'
import type { Batch, Plan } from '../plan/plan.ts'
import { batchesOf, planWaves } from '../plan/plan-waves.ts'
import type { RunBatch } from '../playbook/run-batch.ts'
import { waitOf } from '../schedule/schedule.ts'
import type { RunLog } from '../state/run-log.ts'
import type { RunText } from '../text/run-text.en.ts'
import { ownResult } from './results.ts'

export interface RolloutOptions {
  readonly plan: Plan
  readonly hostStates: HostStates
  readonly runBatch: RunBatch
  /** Adds results of the runner's own to the run's events, and takes them in. */
  readonly addResults: (results: readonly HostFinished[]) => void
  readonly log: RunLog
  readonly onWaveEnd: () => void
  /** Resolves when the run may begin with further devices, or is cancelled. */
  readonly hold: () => Promise<void>
  /** Watches a canary that has shown something before others follow; gives what speaks against going on. */
  readonly soak: (hosts: readonly string[]) => Promise<string | undefined>
  /** Fires when somebody asks to cancel; its reason says who. */
  readonly cancelled: AbortSignal
  readonly retries: number
  readonly retryPauseSeconds: number
  readonly clock: Clock
  readonly text: RunText
}

/** Why a run stopped before its end. */
export interface Stopped { readonly outcome: RunOutcome, readonly message: string }

/** Whether the playbook went well for a host and said nothing of a release: that proves no update. */
const isUnproven = ({ result }: HostState): boolean => isSuccess(result?.outcome) && result?.update !== true

/** Takes a run through its waves and the retries. Afterwards every host has a result. Gives why it stopped early, if it did. */
export const rollOut = async ({ plan, hostStates, runBatch, addResults, log, onWaveEnd, hold, soak, cancelled, retries, retryPauseSeconds, clock, text }: RolloutOptions): Promise<Stopped | undefined> => {
  let stopped: Stopped | undefined
  const results = () => hostStates.all().flatMap(({ result }) => result ?? [])

  /** True once no further batch may begin. */
  const mustStop = (inCanary: boolean): boolean => {
    if (stopped) return true
    const overspent = overspentBy(plan, results(), { inCanary })
    if (cancelled.aborted) stopped = { outcome: 'cancelled', message: text.cancelled(String(cancelled.reason)) }
    else if (overspent) stopped = { outcome: 'failed', message: text.budgetSpent(overspent) }
    else return false
    log({ type: 'stopping', reason: cancelled.aborted ? 'cancelled' : 'budget', message: stopped.message })
    return true
  }

  /** Whether a further batch may begin, at the time at which it may. What stops the run is not waited for. */
  const mayBegin = async (inCanary: boolean): Promise<boolean> => {
    if (mustStop(inCanary)) return false
    await hold()
    return !mustStop(inCanary)
  }

  const work = async (batches: readonly Batch[], { attempt, inCanary }: { readonly attempt: number, readonly inCanary: boolean }): Promise<void> => {
    for (const hosts of batches) {
      if (!await mayBegin(inCanary)) return
      log({ type: 'batch', attempt, hosts })
      const { exitCode, timedOut, lastOutput } = await runBatch(hosts, attempt)
      const withoutResult = hosts.filter((host) => hostStates.of(host).result?.attempt !== attempt)
      const message = timedOut ? text.noResultInTime : text.noResult({ exitCode, lastOutput })
      addResults(withoutResult.map((host) => ownResult(hostStates.of(host), { attempt, outcome: 'failed', presumed: true, message, at: instant(clock) })))
      const unproven = hosts.filter((host) => !withoutResult.includes(host) && isUnproven(hostStates.of(host)))
      addResults(unproven.map((host) => ownResult(hostStates.of(host), { attempt, outcome: 'failed', message: text.noRelease, at: instant(clock) })))
      log({ type: 'batch_ended', exitCode, timedOut })
    }
  }

  let remaining = plan.hosts
  let { canary } = plan
  let done = 0
  let wasCanary = false
  while (remaining.length > 0 && await mayBegin(wasCanary)) {
    const waves = planWaves({ hosts: remaining, canary, waveSize: plan.waveSize })
    const wave = waves[0]!
    const hosts = new Set(wave.batches.flat())
    log({ type: 'wave', wave: ++done, waves: done + waves.length - 1, canary: wave.canary, hosts: hosts.size })
    await work(wave.batches, { attempt: 1, inCanary: wave.canary })
    onWaveEnd()
    wasCanary = wave.canary
    remaining = remaining.filter(({ host }) => !hosts.has(host))
    // A canary that could not be reached, or was refused untouched, has shown nothing: the next ones take its place.
    const hasShown = results().filter((result) => hosts.has(result.host) && isConclusive(result)).map(({ host }) => host)
    if (wave.canary && hasShown.length > 0) {
      canary = 0
      // A failure that the run bears is no finding of the soak's.
      const updated = hasShown.filter((host) => isSuccess(hostStates.of(host).result?.outcome))
      const finding = remaining.length > 0 && updated.length > 0 && !mustStop(true) ? await soak(updated) : undefined
      if (finding !== undefined && !stopped) {
        stopped = { outcome: 'failed', message: finding }
        log({ type: 'stopping', reason: 'soak', message: finding })
      }
    }
  }

  const unreachableHosts = () => plan.hosts.filter(({ host }) => hostStates.of(host).result?.outcome === 'unreachable')
  for (let attempt = 2; attempt <= retries + 1; attempt++) {
    const unreachable = unreachableHosts()
    // Outside its hours a run ends rather than holds the lock until they come: those that are left are caught up in them.
    if (unreachable.length === 0 || waitOf(plan, clock.now()) || !await mayBegin(wasCanary)) break
    log({ type: 'waiting', seconds: retryPauseSeconds, attempt, hosts: unreachable.map(({ host }) => host) })
    await clock.pause(retryPauseSeconds * 1000, cancelled)
    await work(batchesOf(unreachable), { attempt, inCanary: wasCanary })
    onWaveEnd()
  }
  // Those that are still out of reach would else be brought later what has failed or was cancelled.
  if (unreachableHosts().length > 0) mustStop(wasCanary)

  if (stopped) {
    const { message } = stopped
    addResults(hostStates.all().filter(({ state }) => state === 'waiting').map((hostState) => ownResult(hostState, { attempt: 1, outcome: 'skipped', message, at: instant(clock) })))
  }
  return stopped
}
