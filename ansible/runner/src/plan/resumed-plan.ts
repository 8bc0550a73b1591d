import { timestamp } from '../platform/clock.ts'
import type { Plan } from './plan.ts'
import { refuseOlder } from './release-variables.ts'
import { revisionGroups } from './revision-groups.ts'
import type { RunDevices } from './select-hosts.ts'
import { newRunId, type RunStart } from './run-id.ts'

export interface ResumedPlanOptions {
  /** The plan of the run that was stopped. */
  readonly stopped: Plan
  /** It had completed its canary, which need not be repeated. */
  readonly isCanaryOver: boolean
  readonly devices: RunDevices
  readonly start: RunStart
}

/**
 * Fields of the stopped run alone: its start time, the devices it left out or skipped, and its revisions for the queue, for which a
 * later run may have put newer ones.
 */
const fieldsOfItsOwn: ReadonlySet<string> = new Set<keyof Plan>([
  'notBefore', 'leftOut', 'pinned', 'pausedOff', 'retired', 'revisionGroups', 'unnamedReleases', 'replacesQueued'
])

/**
 * The plan of a run that continues a stopped one: the same revisions and options, for the remaining devices. Pure but for the run's
 * random id.
 */
export const resumedPlan = ({ stopped, isCanaryOver, devices, start: { by, language, clock } }: ResumedPlanOptions): Plan => {
  const { selection, known } = devices
  const same = Object.fromEntries(Object.entries(stopped).filter(([field]) => !fieldsOfItsOwn.has(field))) as unknown as Plan
  const left = new Set(selection.hosts.map(({ host }) => host))
  const hosts = stopped.hosts.filter(({ host }) => left.has(host)).map((one) => ({
    ...one, connection: known.get(one.host)?.connection ?? 'unknown'
  }))
  const byRevision = revisionGroups(hosts, devices)
  return {
    ...same,
    run: newRunId(clock),
    startedAt: timestamp(clock),
    resumes: stopped.run,
    by,
    language,
    isWholeFleet: false,
    variables: { ...stopped.variables, ...refuseOlder([]) },
    hosts,
    ...selection.leftOut.length > 0 && { leftOut: selection.leftOut },
    ...selection.pinned.length > 0 && { pinned: selection.pinned },
    ...selection.pausedOff.length > 0 && { pausedOff: selection.pausedOff },
    ...byRevision && { revisionGroups: byRevision },
    canary: isCanaryOver ? 0 : stopped.canary
  }
}
