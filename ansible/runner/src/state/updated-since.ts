import { isSuccess } from '@mimamori/contract'
import { actionOf } from '../plan/action.ts'
import type { Plan, UpdatedSince } from '../plan/plan.ts'
import { readOrSetAside } from '../platform/files/json-file.ts'
import type { StateDirectory } from './state-directory.ts'
import { isRunResult, type RunResult } from './run-result.ts'

/** A run with several releases has no release of its own: it may have installed this one, too. */
const isOfSameRelease = (one: RunResult, other: Pick<Plan, 'release'>): boolean =>
  one.release === undefined || other.release === undefined || one.release === other.release

/** The hosts that a later run has left updated or unchanged: to repeat this run would take them back to an older revision. */
export const updatedSince = (
  plan: Plan, hosts: readonly string[], state: StateDirectory, onSetAside: (reason: string) => void
): UpdatedSince[] => {
  const found = new Map<string, UpdatedSince>()
  const runs = state.runs()
  for (const run of runs.slice(runs.indexOf(plan.run) + 1)) {
    const runResult = readOrSetAside(state.run(run).result, isRunResult, onSetAside)
    if (!runResult || runResult.check || actionOf(runResult) !== actionOf(plan) || !isOfSameRelease(runResult, plan)) continue
    for (const { host, outcome, toRevision: revision = runResult.revision } of runResult.hosts) {
      if (isSuccess(outcome)) found.set(host, { host, run, ...revision !== undefined && { revision } })
    }
  }
  return hosts.flatMap((host) => found.get(host) ?? [])
}
