import type { RunAction } from '@mimamori/contract'
import type { Language } from '@mimamori/program/language'
import { areAll, hasTexts } from '../platform/files/has-texts.ts'
import type { Connection } from '../collector/connection.ts'
import type { Schedule } from '../settings/schedule/schedule.ts'

export interface PlannedHost {
  readonly host: string
  readonly connection: Connection
  /** `mimamori_profile` of the inventory. */
  readonly profile: string
  /** The revision that it will get, if it is known without Ansible: a full commit, or an archive's revision. */
  readonly revision?: string
  readonly release?: string
  /** Its own name was typed: it is tried even if it is paused and does not report. */
  readonly isNamed?: boolean
}

/** Devices of a run that get the same revision. */
export interface RevisionGroup {
  readonly release?: string
  /** Undefined if only Ansible knows it. */
  readonly revision?: string
  /** Groups of the inventory whose devices in the run are exactly these. */
  readonly groups: readonly string[]
  readonly hosts: readonly string[]
}

/** The release and revision that one device should get. */
export interface WantedByHost {
  readonly host: string
  readonly release?: string
  readonly reference?: string
  readonly revision?: string
}

/** A device that a run has updated, and to which revision. */
export interface UpdatedSince {
  readonly host: string
  /** The newest run that did. */
  readonly run: string
  readonly revision?: string
}

/** The hosts of one `ansible-playbook`. */
export type Batch = readonly string[]

export interface Wave {
  readonly canary: boolean
  /** One after the other. */
  readonly batches: readonly Batch[]
}

/** Everything that a worker needs to know of its run; plan.json. */
export interface Plan extends Schedule {
  readonly run: string
  /** When the plan was made; in plan.json, when the run began. */
  readonly startedAt: string
  /** The stopped run that it continues. */
  readonly resumes?: string
  /** The account that started it. */
  readonly by: string
  /** `actionOf` it. */
  readonly action?: RunAction
  /** False: devices that it does not reach do not wait in the queue to be caught up. */
  readonly queuesUnreachable?: boolean
  readonly language: Language
  /** Ansible's check mode: nothing changes, and nothing is reported. */
  readonly check: boolean
  /** All devices of the inventory are in it. */
  readonly isWholeFleet: boolean
  readonly inventory: string
  readonly playbook: string
  readonly release?: string
  /** The revision as it was asked for, such as a tag. */
  readonly reference?: string
  readonly revision?: string
  /** Given to the playbook. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly hosts: readonly PlannedHost[]
  /** Devices that the repeated run did not update, and a later one has. */
  readonly leftOut?: readonly UpdatedSince[]
  /** Pinned devices: in no wave, even if they are named. */
  readonly pinned?: readonly string[]
  /** Devices that are paused and do not report: they are off on purpose, and skipped. */
  readonly pausedOff?: readonly string[]
  /** Devices that were retired, or whose keys were revoked, during the run: skipped. */
  readonly retired?: readonly string[]
  /** Devices by the revision that they get, if there are several. */
  readonly revisionGroups?: readonly RevisionGroup[]
  /** Published releases that no device of the inventory gets. */
  readonly unnamedReleases?: readonly string[]
  /**
   * Revisions that queued devices outside the waves of this run should get instead, once it has succeeded. Undefined
   * for a run to the revision of an earlier one, which replaces nothing.
   */
  readonly replacesQueued?: readonly WantedByHost[]
  readonly canary: number
  readonly waveSize: number
  /** Undefined: none in the canary, then a tenth of the hosts, at least one. */
  readonly maxFailures?: number
  /** How long the canary is watched before the others follow. */
  readonly soakMinutes?: number
}

/** Whether a file contains a plan, and not the remains of one on a failing disk. */
export const isPlan = (value: unknown): value is Plan =>
  hasTexts(value, 'run', 'startedAt') && areAll((value as Partial<Plan>).hosts, (one) => hasTexts(one, 'host'))
