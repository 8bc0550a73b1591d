import type { Language } from '@mimamori/program/language'
import { instant, type Clock } from '../clock.ts'
import type { KnownDevice } from '../collector/connection.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { Settings } from '../settings/settings.ts'
import type { Plan, PlannedHost, WantedByHost } from './plan.ts'
import { waveSize } from './plan-waves.ts'
import type { WantedRelease } from './release.ts'
import { revisionGroups } from './revision-groups.ts'
import { newRunId } from './run-id.ts'
import type { Selection } from './select-hosts.ts'

export interface PlanOptions {
  readonly selection: Selection
  readonly groups: Inventory['groups']
  readonly unnamedReleases: readonly string[]
  readonly replacesQueued?: readonly WantedByHost[] | undefined
  readonly known: ReadonlyMap<string, KnownDevice>
  readonly wanted: Omit<WantedRelease, 'mistakes'>
  readonly settings: Pick<Settings, 'inventory' | 'playbook' | 'canary' | 'wavePercent' | 'maxFailures'>
  /** From the command line, over the settings. */
  readonly canary: number | undefined
  readonly wavePercent: number | undefined
  readonly maxFailures: number | undefined
  readonly schedule: Schedule
  readonly soakMinutes: number | undefined
  readonly check: boolean
  readonly force: boolean
  readonly isWholeFleet: boolean
  readonly by: string
  readonly language: Language
  readonly clock: Pick<Clock, 'now'>
}

/** Everything that a run will go by, fixed before anybody is asked. Pure but for the run's random id. */
export const makePlan = ({ selection: { hosts: selected, leftOut, pinned, pausedOff, named }, groups, unnamedReleases, replacesQueued, known, wanted, settings, check, force, isWholeFleet, by, language, clock, schedule, soakMinutes, ...given }: PlanOptions): Plan => {
  const canary = given.canary ?? settings.canary
  const maxFailures = given.maxFailures ?? settings.maxFailures
  const { release, reference, revision, revisions, variables } = wanted
  const hosts = selected.map(({ host, variables: { mimamori_profile: profile, release_name: ownRelease } }): PlannedHost => {
    const own = revisions.get(host)
    return {
      host,
      connection: known.get(host)?.connection ?? 'unknown',
      profile: typeof profile === 'string' ? profile : 'default',
      ...own !== undefined && { revision: own },
      ...typeof ownRelease === 'string' && { release: ownRelease },
      ...named.includes(host) && { isNamed: true }
    }
  })
  const byRevision = revisionGroups(hosts, { groups })
  return {
    run: newRunId(clock),
    startedAt: instant(clock),
    by,
    language,
    check,
    isWholeFleet,
    inventory: settings.inventory,
    playbook: settings.playbook,
    ...release !== undefined && { release },
    ...reference !== undefined && { reference },
    ...revision !== undefined && { revision },
    variables: { ...variables, ...force && { release_force: true } },
    hosts,
    ...leftOut.length > 0 && { leftOut },
    ...pinned.length > 0 && { pinned },
    ...pausedOff.length > 0 && { pausedOff },
    ...byRevision && { revisionGroups: byRevision },
    ...unnamedReleases.length > 0 && { unnamedReleases },
    ...replacesQueued && { replacesQueued },
    canary,
    waveSize: waveSize(hosts.length, { canary, percent: given.wavePercent ?? settings.wavePercent }),
    ...maxFailures !== undefined && { maxFailures },
    ...schedule,
    ...soakMinutes !== undefined && { soakMinutes }
  }
}
