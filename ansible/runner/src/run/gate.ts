import type { RunOutcome } from '@mimamori/contract'
import { overspentBy } from '../plan/budget.ts'
import { resultsOf, type ActiveRun } from './active-run.ts'

/** Why a run stopped before its end. */
export interface Stopped { readonly outcome: RunOutcome, readonly message: string }

/** Lets a run start its next batch, or stops it: then it starts no more. */
export interface Gate {
  /** Resolves when a further batch may start, with whether it may. A run that is stopped does not wait. */
  mayBegin (where: { readonly inCanary: boolean }): Promise<boolean>
  /** True once no further batch may start: the run was cancelled, or has exceeded its failure budget. */
  mustStop (where: { readonly inCanary: boolean }): boolean
  /** Stops the run because of a finding about its canary, unless it is stopped already. */
  stopOver (finding: Stopped): void
  /** Undefined while it goes on. */
  stopped (): Stopped | undefined
}

export interface GateOptions {
  readonly run: Pick<ActiveRun, 'plan' | 'hostStates' | 'canaries' | 'cancelled' | 'log' | 'text'>
  /** Resolves when the run may start further devices, or is cancelled. */
  readonly hold: () => Promise<void>
}

export const createGate = ({ run, hold }: GateOptions): Gate => {
  const { plan, cancelled, log, text } = run
  let stopped: Stopped | undefined
  const mustStop: Gate['mustStop'] = ({ inCanary }) => {
    if (stopped) return true
    const overspent = overspentBy(plan, resultsOf(run), { inCanary })
    if (cancelled.aborted) stopped = { outcome: 'cancelled', message: text.cancelled(String(cancelled.reason)) }
    else if (overspent) stopped = { outcome: 'failed', message: text.budgetSpent(overspent) }
    else return false
    log({ type: 'stopping', reason: cancelled.aborted ? 'cancelled' : 'budget', message: stopped.message })
    return true
  }
  return {
    async mayBegin (where) {
      if (mustStop(where)) return false
      await hold()
      return !mustStop(where)
    },
    mustStop,
    stopOver (finding) {
      if (stopped) return
      stopped = finding
      log({ type: 'stopping', reason: 'soak', message: finding.message })
    },
    stopped: () => stopped
  }
}
