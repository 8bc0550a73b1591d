import { installs, type HostFinished } from '@mimamori/contract'
import { areAll, hasTexts } from '../platform/files/has-texts.ts'
import { actionOf } from '../plan/action.ts'
import { wantedOf } from '../plan/left-out.ts'
import type { Plan } from '../plan/plan.ts'
import { readOrSetAside, writeJsonFile } from '../platform/files/json-file.ts'

/** A revision that a canary has refused in its soak: no later run installs it, unless it is named. */
export interface Refusal {
  readonly release?: string
  readonly revision: string
  readonly run: string
  readonly host: string
  readonly message: string
  readonly at: string
}

const isRefusals = (value: unknown): value is Refusal[] => areAll(value, (one) => hasTexts(one, 'revision', 'run', 'host', 'message'))

/** Empty if there are none, or they cannot be read: then `onSetAside` gets the reason. */
export const readRefusals = (file: string, onSetAside: (reason: string) => void): Refusal[] =>
  readOrSetAside(file, isRefusals, onSetAside) ?? []

/** The refusals of a plan's releases. An earlier agent may be known by the beginning of its revision alone. Pure. */
export const refusedIn = (plan: Plan, refusals: readonly Refusal[]): Refusal[] => {
  const wanted = installs(actionOf(plan)) ? plan.hosts.map((host) => wantedOf(plan, host)) : []
  return refusals.filter(({ release, revision }) => wanted.some((one) => {
    if (one.release !== undefined && release !== undefined && one.release !== release) return false
    return one.revision === undefined ? one.reference !== undefined && revision.startsWith(one.reference) : one.revision === revision
  }))
}

/** The refusals of the revisions that a canary has got, by what its soak has found. Pure. */
export const refusalsOf = (
  plan: Plan, results: readonly HostFinished[], { host: found, message }: Pick<Refusal, 'host' | 'message'>, at: string
): Refusal[] => {
  if (!installs(actionOf(plan))) return []
  const got = results.filter(({ host, outcome, toRevision }) => toRevision !== undefined && (outcome === 'updated' || host === found))
  const refused = got.map(({ host, toRevision }) => {
    const release = plan.hosts.flatMap((one) => one.host === host ? wantedOf(plan, one).release ?? [] : [])[0]
    return { ...release !== undefined && { release }, revision: toRevision!, run: plan.run, host: found, message, at }
  })
  return [...new Map(refused.map((one) => [`${one.release} ${one.revision}`, one])).values()]
}

/** Adds refusals. To be called by the run that has the lock. */
export const addRefusals = (file: string, added: readonly Refusal[], onSetAside: (reason: string) => void): void => {
  if (added.length > 0) writeJsonFile(file, [...readRefusals(file, onSetAside), ...added])
}

/** Forgets the refusals of releases that a run has installed all the same. Call it in the run that has the lock. */
export const forgetRefusals = (file: string, plan: Plan, onSetAside: (reason: string) => void): void => {
  const before = readRefusals(file, onSetAside)
  const over = refusedIn(plan, before)
  if (over.length > 0) writeJsonFile(file, before.filter((one) => !over.includes(one)))
}
