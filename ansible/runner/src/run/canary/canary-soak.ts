import type { HostFinished } from '@mimamori/contract'
import { timestamp } from '../../platform/clock.ts'
import { latestResult } from '../../state/canary-results.ts'
import type { ActiveRun } from '../active-run.ts'
import type { canaryTakeBack } from './canary-take-back.ts'
import { soak, type Finding, type Check } from './soak.ts'

export interface CanarySoakOptions {
  readonly run: ActiveRun
  readonly checks: readonly Check[]
  /** Remembers what the canary has refused. */
  readonly onFound: (results: readonly HostFinished[], finding: Finding) => void
  readonly takeBack: ReturnType<typeof canaryTakeBack>
  /** Called once it is over. */
  readonly onSoaked: () => void
}

/**
 * Watches a run's canary as long as its plan says, and publishes what has become of its devices; gives the reason to stop, if there is one.
 * A check has nothing to watch.
 */
export const canarySoak = (
  { run, checks, onFound, takeBack, onSoaked }: CanarySoakOptions
) => async (hosts: readonly string[]): Promise<string | undefined> => {
  const { plan: { soakMinutes: minutes, check }, log, clock, cancelled, addResults, text } = run
  if (minutes === undefined || check) return undefined
  log({ type: 'soaking', minutes, hosts })
  const finding = await soak({ minutes, hosts, checks, clock, cancelled })
  const results = hosts.flatMap((host) => latestResult(run, host) ?? [])
  if (finding) onFound(results, finding)
  const reason = finding ?? (cancelled.aborted ? { message: text.soak.cut(String(cancelled.reason)) } : undefined)
  const final = reason ? await takeBack(results, reason) : results
  addResults(final.map((result) => ({ ...result, at: timestamp(clock) })))
  onSoaked()
  return finding?.message
}
