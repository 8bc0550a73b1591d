import type { RunAction } from '@mimamori/contract'
import { defined } from '../platform/defined.ts'
import { timestamp } from '../platform/clock.ts'
import type { InventoryHost } from './inventory/inventory.ts'
import type { Schedule } from '../settings/schedule/schedule.ts'
import type { Settings } from '../settings/settings.ts'
import type { Plan, PlannedHost, WantedByHost } from './plan.ts'
import { waveSize } from './plan-waves.ts'
import type { PlannedWork } from './planned-work.ts'
import { revisionGroups } from './revision-groups.ts'
import type { RunDevices } from './select-hosts.ts'
import { newRunId, type RunStart } from './run-id.ts'

/** The work of a run on its devices, and its consequences for others. */
export interface PlannedRelease {
  readonly work: Omit<PlannedWork, 'wanted' | 'wantedByOthers'> & { readonly wanted: Omit<PlannedWork['wanted'], 'mistakes'> }
  /** Published releases that no device of the inventory gets. */
  readonly unnamedReleases: readonly string[]
  readonly replacesQueued?: readonly WantedByHost[] | undefined
}

/** How carefully a run proceeds, by the command line; the settings are the default. */
export interface PlannedRollout {
  readonly canary: number | undefined
  readonly wavePercent: number | undefined
  readonly maxFailures: number | undefined
  readonly soakMinutes: number | undefined
  /** The size of the waves of the run that it repeats. */
  readonly waveSize?: number | undefined
}

export interface PlanOptions {
  readonly action: RunAction
  readonly devices: RunDevices
  readonly release: PlannedRelease
  readonly rollout: PlannedRollout
  readonly settings: Pick<Settings, 'inventory' | 'canary' | 'wavePercent' | 'maxFailures'>
  readonly schedule: Schedule
  readonly mode: { readonly check: boolean, readonly isWholeFleet: boolean }
  readonly start: RunStart
}

const plannedHost = (
  one: InventoryHost, { selection: { named }, known }: RunDevices, { releaseOf, wanted: { revisions } }: PlannedRelease['work']
): PlannedHost => {
  const { host, variables: { mimamori_profile: profile } } = one
  const [release, revision] = [releaseOf(one), revisions.get(host)]
  return {
    host,
    connection: known.get(host)?.connection ?? 'unknown',
    profile: typeof profile === 'string' ? profile : 'default',
    ...defined({ revision, release }),
    ...named.includes(host) && { isNamed: true }
  }
}

/** Everything that a run depends on, fixed before it is confirmed. Pure but for the run's random id. */
export const makePlan = (
  { action, devices, release: { work, unnamedReleases, replacesQueued }, rollout, settings, schedule, mode, start }: PlanOptions
): Plan => {
  const { hosts: selected, leftOut, pinned, pausedOff } = devices.selection
  const canary = rollout.canary ?? settings.canary
  const maxFailures = rollout.maxFailures ?? settings.maxFailures
  const { release, reference, revision, variables } = work.wanted
  const hosts = selected.map((one) => plannedHost(one, devices, work))
  const byRevision = revisionGroups(hosts, devices)
  return {
    run: newRunId(start.clock),
    startedAt: timestamp(start.clock),
    by: start.by,
    action,
    queuesUnreachable: work.queuesUnreachable,
    language: start.language,
    check: mode.check,
    isWholeFleet: mode.isWholeFleet,
    inventory: settings.inventory,
    playbook: work.playbook,
    ...defined({ release, reference, revision }),
    variables,
    hosts,
    ...leftOut.length > 0 && { leftOut },
    ...pinned.length > 0 && { pinned },
    ...pausedOff.length > 0 && { pausedOff },
    ...byRevision && { revisionGroups: byRevision },
    ...unnamedReleases.length > 0 && { unnamedReleases },
    ...replacesQueued && { replacesQueued },
    canary,
    waveSize: rollout.waveSize ?? waveSize(hosts.length, { canary, percent: rollout.wavePercent ?? settings.wavePercent }),
    ...maxFailures !== undefined && { maxFailures },
    ...schedule,
    ...rollout.soakMinutes !== undefined && { soakMinutes: rollout.soakMinutes }
  }
}
