import { instant, type Clock } from '../clock.ts'
import type { KnownDevice } from '../collector/presence.ts'
import type { InventoryHost } from '../inventory/inventory.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { Settings } from '../settings/settings.ts'
import type { Language } from '../text/language.ts'
import type { Plan, UpdatedSince, WantedByHost } from './plan.ts'
import { waveSize } from './plan-waves.ts'
import type { WantedRelease } from './release.ts'
import { newRunId } from './run-id.ts'

export interface PlanOptions {
  readonly hosts: readonly InventoryHost[]
  readonly leftOut?: readonly UpdatedSince[]
  readonly pinned?: readonly string[]
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
export const makePlan = ({ hosts, leftOut = [], pinned = [], replacesQueued, known, wanted, settings, check, force, isWholeFleet, by, language, clock, schedule, soakMinutes, ...given }: PlanOptions): Plan => {
  const canary = given.canary ?? settings.canary
  const maxFailures = given.maxFailures ?? settings.maxFailures
  const { release, reference, revision, revisions, variables } = wanted
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
    hosts: hosts.map(({ host, variables: { mimamori_profile: profile } }) => {
      const own = revisions.get(host)
      return { host, presence: known.get(host)?.presence ?? 'unknown', profile: typeof profile === 'string' ? profile : 'default', ...own !== undefined && { revision: own } }
    }),
    ...leftOut.length > 0 && { leftOut },
    ...pinned.length > 0 && { pinned },
    ...replacesQueued && { replacesQueued },
    canary,
    waveSize: waveSize(hosts.length, { canary, percent: given.wavePercent ?? settings.wavePercent }),
    ...maxFailures !== undefined && { maxFailures },
    ...schedule,
    ...soakMinutes !== undefined && { soakMinutes }
  }
}
