import { instant, type Clock } from '../clock.ts'
import type { KnownDevice } from '../collector/presence.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Language } from '../text/language.ts'
import type { Plan } from './plan.ts'
import { revisionGroups } from './revision-groups.ts'
import { newRunId } from './run-id.ts'
import type { Selection } from './select-hosts.ts'

export interface ResumedPlanOptions {
  /** Of the run that was stopped. */
  readonly stopped: Plan
  /** It had come further than its canary, which has shown what it is for. */
  readonly isCanaryOver: boolean
  readonly selection: Selection
  readonly known: ReadonlyMap<string, KnownDevice>
  readonly groups: Inventory['groups']
  readonly by: string
  readonly language: Language
  readonly clock: Pick<Clock, 'now'>
}

/** The plan of a run that goes on where another was stopped: to the same revisions, with the same options, for the devices that are left. Pure but for the run's random id. */
export const resumedPlan = ({ stopped, isCanaryOver, selection, known, groups, by, language, clock }: ResumedPlanOptions): Plan => {
  // A time to begin at was the other's; so was who was left out.
  const { notBefore: _begun, leftOut: _leftOut, pinned: _pinned, pausedOff: _pausedOff, revisionGroups: _groups, unnamedReleases: _unnamed, ...same } = stopped
  const left = new Set(selection.hosts.map(({ host }) => host))
  const hosts = stopped.hosts.filter(({ host }) => left.has(host)).map((one) => ({ ...one, presence: known.get(one.host)?.presence ?? 'unknown' }))
  const byRevision = revisionGroups(hosts, { groups })
  return {
    ...same,
    run: newRunId(clock),
    startedAt: instant(clock),
    resumes: stopped.run,
    by,
    language,
    isWholeFleet: false,
    hosts,
    ...selection.leftOut.length > 0 && { leftOut: selection.leftOut },
    ...selection.pinned.length > 0 && { pinned: selection.pinned },
    ...selection.pausedOff.length > 0 && { pausedOff: selection.pausedOff },
    ...byRevision && { revisionGroups: byRevision },
    canary: isCanaryOver ? 0 : stopped.canary
  }
}
