import { instant } from '../clock.ts'
import { latestResult } from './canary-results.ts'
import type { ActiveRun } from './active-run.ts'
import type { refusedCanary } from './refused-canary.ts'
import { soak, type Look } from './soak.ts'

export interface CanarySoakOptions {
  readonly run: ActiveRun
  readonly looks: readonly Look[]
  readonly refuse: ReturnType<typeof refusedCanary>
  /** Called once it is over. */
  readonly onSoaked: () => void
}

/**
 * Watches a run's canary as long as its plan says, and publishes what has become of its devices; gives the reason to stop, if there is one.
 * A check has nothing to watch.
 */
export const canarySoak = (
  { run, looks, refuse, onSoaked }: CanarySoakOptions
) => async (hosts: readonly string[]): Promise<string | undefined> => {
  const { plan: { soakMinutes: minutes, check }, log, clock, cancelled, addResults, text } = run
  if (minutes === undefined || check) return undefined
  log({ type: 'soaking', minutes, hosts })
  const finding = await soak({ minutes, hosts, looks, clock, cancelled })
  const results = hosts.flatMap((host) => latestResult(run, host) ?? [])
  const final = finding
    ? await refuse(results, finding)
    : cancelled.aborted ? results.map((result) => ({ ...result, message: text.soak.cut })) : results
  addResults(final.map((result) => ({ ...result, at: instant(clock) })))
  onSoaked()
  return finding?.message
}
