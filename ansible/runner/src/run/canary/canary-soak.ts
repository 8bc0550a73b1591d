import type { HostFinished } from '@mimamori/contract'
import { timestamp } from '../../platform/clock.ts'
import { latestResult } from '../../state/canary-results.ts'
import type { ActiveRun } from '../active-run.ts'
import type { Stopped } from '../gate.ts'
import type { canaryTakeBack } from './canary-take-back.ts'
import { soak, type Finding, type Check } from './soak.ts'

export interface CanarySoakOptions {
  readonly run: ActiveRun
  readonly checks: readonly Check[]
  /** Whether a device that seemed away answers all the same, and only the part that the run has put on it does not. */
  readonly answers: (host: string) => Promise<boolean>
  /** Records what the canary has refused. */
  readonly onFound: (results: readonly HostFinished[], finding: Finding) => void
  readonly takeBack: ReturnType<typeof canaryTakeBack>
  /** Called once it is over. */
  readonly onSoaked: () => void
}

/**
 * Watches a run's canary as long as its plan says, and publishes the outcomes of its devices; gives the reason to stop, if there is one.
 * A canary that was away has refused nothing: nobody else gets the version, and the run may be repeated. A check has nothing to watch.
 */
export const canarySoak = (
  { run, checks, answers, onFound, takeBack, onSoaked }: CanarySoakOptions
) => async (hosts: readonly string[]): Promise<Stopped | undefined> => {
  const { plan: { soakMinutes: minutes, check }, log, clock, cancelled, addResults, text } = run
  if (minutes === undefined || check) return undefined
  log({ type: 'soaking', minutes, hosts })
  const finding = await soak({ minutes, hosts, checks, clock, cancelled })
  const results = hosts.flatMap((host) => latestResult(run, host) ?? [])
  const isAway = finding?.isAway === true && !await answers(finding.host)
  if (finding && !isAway) onFound(results, finding)
  const reason = isAway
    ? { message: text.soak.away(finding.message) }
    : finding ?? (cancelled.aborted ? { message: text.soak.cut(String(cancelled.reason)) } : undefined)
  const final = reason ? await takeBack(results, reason) : results
  addResults(final.map((result) => ({ ...result, at: timestamp(clock) })))
  onSoaked()
  return finding && reason && { outcome: isAway ? 'interrupted' : 'failed', message: reason.message }
}
