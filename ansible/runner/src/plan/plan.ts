import type { Language } from '@mimamori/program/language'
import type { Schedule } from '../schedule/schedule.ts'

/**
 * What the collector says of a device: heard of now, or why not. `silent`: for long, or its address does not answer; `off`: it has
 * said that it is being switched off; `unknown`: the collector does not answer, or does not know it.
 */
export type Connection = 'fresh' | 'late' | 'silent' | 'off' | 'paused' | 'retired' | 'revoked' | 'unknown'

export interface PlannedHost {
  readonly host: string
  readonly connection: Connection
  /** `mimamori_profile` of the inventory. */
  readonly profile: string
  /** What it is to get, where that can be known without Ansible: a full commit, or an archive's revision. */
  readonly revision?: string
  readonly release?: string
  /** Its own name was typed: it is tried even if it is paused and does not report. */
  readonly isNamed?: boolean
}

/** Devices of a run that get the same. */
export interface RevisionGroup {
  readonly release?: string
  /** Undefined where only Ansible knows. */
  readonly revision?: string
  /** Groups of the inventory whose devices, as far as they are in the run, are just these. */
  readonly groups: readonly string[]
  readonly hosts: readonly string[]
}

/** What one device is to get. */
export interface WantedByHost {
  readonly host: string
  readonly release?: string
  readonly reference?: string
  readonly revision?: string
}

/** A device that a run has brought up to date, and to what. */
export interface UpdatedSince {
  readonly host: string
  /** The newest run that did. */
  readonly run: string
  readonly revision?: string
}

/** One `ansible-playbook`: hosts that it works on together. */
export type Batch = readonly string[]

export interface Wave {
  readonly canary: boolean
  /** One after the other. */
  readonly batches: readonly Batch[]
}

/** Everything that a worker needs to know of its run; plan.json. */
export interface Plan extends Schedule {
  readonly run: string
  /** Of the plan; in plan.json, of the run. */
  readonly startedAt: string
  /** The stopped run that it continues. */
  readonly resumes?: string
  /** The account that began it. */
  readonly by: string
  readonly language: Language
  /** Ansible's check mode: nothing changes, and nothing is reported. */
  readonly check: boolean
  /** All devices of the inventory are in it. */
  readonly isWholeFleet: boolean
  readonly inventory: string
  readonly playbook: string
  readonly release?: string
  /** As it was asked for, such as a tag; and what it is: a full commit, or an archive's revision. */
  readonly reference?: string
  readonly revision?: string
  /** Given to the playbook. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly hosts: readonly PlannedHost[]
  /** What the run that is repeated did not update, and a later one has. */
  readonly leftOut?: readonly UpdatedSince[]
  /** Devices that `--pin` holds: in no wave, whoever asks. */
  readonly pinned?: readonly string[]
  /** Devices that are paused and do not report: they are off on purpose, and skipped. */
  readonly pausedOff?: readonly string[]
  /** Devices by what they get, where that differs. */
  readonly revisionGroups?: readonly RevisionGroup[]
  /** Published releases that no device of the inventory gets. */
  readonly unnamedReleases?: readonly string[]
  /**
   * What devices that wait in the queue, and are in no wave of this run, are to get instead once it has gone through. Undefined
   * for a run that brings what an earlier one wanted: that replaces nothing.
   */
  readonly replacesQueued?: readonly WantedByHost[]
  readonly canary: number
  readonly waveSize: number
  /** Undefined: none in the canary, then a tenth of the hosts, at least one. */
  readonly maxFailures?: number
  /** How long the canary is watched before the others follow. */
  readonly soakMinutes?: number
}

/** Whether what was read is a plan rather than what a bad disk has left of one. */
export const isPlan = (value: unknown): value is Plan => {
  const { run, startedAt, hosts } = (value ?? {}) as Partial<Plan>
  return typeof run === 'string' && typeof startedAt === 'string' && Array.isArray(hosts) && (hosts as (Partial<PlannedHost> | null)[]).every((one) => typeof one?.host === 'string')
}
