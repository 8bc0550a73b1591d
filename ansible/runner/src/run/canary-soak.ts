import type { ActiveRun } from './active-run.ts'
import { soak, type Look } from './soak.ts'

export interface CanarySoakOptions {
  readonly run: Pick<ActiveRun, 'plan' | 'log' | 'clock' | 'cancelled'>
  readonly looks: readonly Look[]
  /** Called once it is over. */
  readonly onSoaked: () => void
}

/** Watches a run's canary as long as its plan says; gives the reason to stop, if there is one. A check has nothing to watch. */
export const canarySoak = ({ run: { plan, log, clock, cancelled }, looks, onSoaked }: CanarySoakOptions) => async (hosts: readonly string[]): Promise<string | undefined> => {
  const { soakMinutes: minutes, check } = plan
  if (minutes === undefined || check) return undefined
  log({ type: 'soaking', minutes, hosts })
  const finding = await soak({ minutes, hosts, looks, clock, cancelled })
  onSoaked()
  return finding
}
