import { installs, isSuccess, type HostFinished, type HostOutcome } from '@mimamori/contract'
import { actionOf } from '../../plan/action.ts'
import { wantedOf } from '../../plan/left-out.ts'
import type { Plan } from '../../plan/plan.ts'
import type { GoBack } from '../playbook/go-back.ts'
import type { RunText } from '../../text/run-text.en.ts'

export interface CanaryTakeBackOptions {
  readonly plan: Plan
  readonly goBack: GoBack
  readonly text: RunText['soak']
}

/** The revision that a device goes back to, or why it cannot. Pure. */
const wayBack = (
  plan: Plan, { host, fromRevision, toRevision, releases = [] }: HostFinished, text: RunText['soak']
): { readonly revision: string } | { readonly reason: string } => {
  const planned = plan.hosts.find((one) => one.host === host)
  const release = planned && wantedOf(plan, planned).release
  // The collection's playbook goes back by the inventory's settings of a release, and knows no other.
  if (release === undefined || releases.some(({ name }) => name !== release)) return { reason: text.notOfInventory }
  return fromRevision === undefined || fromRevision === toRevision ? { reason: text.nothingBefore } : { revision: fromRevision }
}

/** The reason why a canary is taken back: the finding of its soak about one of its devices; without `host`, the soak was not completed. */
export interface TakeBackReason {
  readonly host?: string
  readonly message: string
}

const withOutcome = (
  { toRevision: _refused, releases, ...rest }: HostFinished, outcome: HostOutcome, message: string, toRevision: string | undefined
): HostFinished => {
  const runs = toRevision === undefined ? {} : { toRevision }
  return {
    ...rest, ...runs, outcome, step: 'soak', message,
    ...releases && { releases: releases.map(({ toRevision: _one, ...release }) => ({ ...release, ...runs, outcome })) }
  }
}

/**
 * The results of a canary whose soak has found something, or was not completed: everything that the run has put on it is taken back, even
 * from devices that the finding is not about. One that ran the same before is `failed` if the finding is about it; `skipped` without one,
 * since nothing has confirmed what it runs; and stays as it is otherwise. So does one that was only restarted.
 */
export const canaryTakeBack = (
  { plan, goBack, text }: CanaryTakeBackOptions
) => async (results: readonly HostFinished[], { host: found, message }: TakeBackReason): Promise<readonly HostFinished[]> => {
  const isUpdate = installs(actionOf(plan))
  // Applied once more, a revision leaves nothing to take back; only a finding is worse for that.
  const isChanged = ({ outcome, fromRevision, toRevision }: HostFinished): boolean =>
    outcome === 'updated' && (found !== undefined || fromRevision === undefined || fromRevision !== toRevision)
  const changed = isUpdate ? results.filter(isChanged) : []
  const ways = new Map(changed.map((result) => [result.host, wayBack(plan, result, text)] as const))
  const gone = await goBack([...ways].flatMap(([host, way]) => 'revision' in way ? [{ host, revision: way.revision }] : []))
  return results.map((result) => {
    const way = ways.get(result.host)
    if (!way) {
      if (result.host === found) return withOutcome(result, 'failed', message, result.toRevision)
      if (found !== undefined) return result
      return isUpdate ? withOutcome(result, 'skipped', message, result.toRevision) : { ...result, message }
    }
    if ('reason' in way) return withOutcome(result, 'failed', text.notTakenBack(message, way.reason), result.toRevision)
    const end = gone.get(result.host)
    // The rollback is a success of its own, with the revision that the device has proved.
    if (end?.toRevision !== undefined && isSuccess(end.outcome)) return withOutcome(
      result, 'rolled_back', text.takenBack(message, end.toRevision), end.toRevision
    )
    return withOutcome(result, 'failed', text.notTakenBack(message, end?.message ?? text.noAnswer), end?.toRevision)
  })
}
