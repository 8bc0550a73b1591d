import { isSuccess } from '@mimamori/contract'
import type { Plan, UpdatedSince } from '../plan/plan.ts'
import { readOrSetAside } from '../state/json-file.ts'
import type { StateDirectory } from '../state/state-directory.ts'
import { isRunResult, type RunResult } from './run-result.ts'

/** Runs of several releases have none of their own: they may have brought this one, too. */
const isOfSameRelease = (one: RunResult, other: Pick<Plan, 'release'>): boolean => one.release === undefined || other.release === undefined || one.release === other.release

/** Those of the hosts that a run after this one has left updated or unchanged: to repeat it for them would take them back. */
export const updatedSince = (plan: Plan, hosts: readonly string[], state: StateDirectory, onSetAside: (reason: string) => void): UpdatedSince[] => {
  const found = new Map<string, UpdatedSince>()
  const runs = state.runs()
  for (const run of runs.slice(runs.indexOf(plan.run) + 1)) {
    const runResult = readOrSetAside(state.run(run).result, isRunResult, onSetAside)
    if (!runResult || runResult.check || !isOfSameRelease(runResult, plan)) continue
    for (const { host, outcome, toRevision: revision = runResult.revision } of runResult.hosts) {
      if (isSuccess(outcome)) found.set(host, { host, run, ...revision !== undefined && { revision } })
    }
  }
  return hosts.flatMap((host) => found.get(host) ?? [])
}
