import { isFailure, isSuccess } from './outcomes.ts'
import type { HostFinished, HostItem } from './update-run.ts'

/** A host of a run that was heard of: the valid item of its latest attempt, and when that attempt began. */
export type HeardHostState = HostItem & { readonly startedAt: string }

/** The state of a host in a run. */
export type HostState = { readonly state: 'waiting', readonly host: string, readonly attempt: 0 } | HeardHostState

/** A host that nothing was heard of yet. */
export const waitingHost = (host: string): HostState => ({ state: 'waiting', host, attempt: 0 })

/**
 * Whether an outcome replaces another of the same attempt. A host's own report always overrules a
 * presumed outcome; otherwise the first one stays, with two exceptions. A play can go on after the step that called a host
 * updated, and if it then fails or is lost, that was no success. And it can go on to a further release, whose outcome then comes
 * with that of the first; a success after a failure is none. A later playbook with nothing to do on it revokes nothing.
 */
const overrules = (now: HostFinished, before: HostFinished): boolean => {
  if (now.presumed !== before.presumed) return before.presumed === true
  const hasFailed = isFailure(now.outcome) || now.outcome === 'unreachable'
  if (isSuccess(before.outcome)) return hasFailed || (isSuccess(now.outcome) && namesMore(now, before))
  return hasFailed && namesMore(now, before)
}

const namesMore = ({ releases: now = [] }: HostFinished, { releases: before = [] }: HostFinished): boolean =>
  now.some(({ name }) => !before.some((one) => one.name === name))

/** Whether an item replaces another of the same attempt. Items come more than once, and late. */
const takesPlaceOf = (item: HostItem, before: HeardHostState): boolean => {
  if (before.state === 'finished') return item.state === 'finished' && overrules(item, before)
  return item.state === 'finished' || (Date.parse(item.at) >= Date.parse(before.at) && item.step !== before.step)
}

const beginOf = (item: HostItem): string =>
  item.state === 'finished' ? new Date(Date.parse(item.at) - Math.round(item.durationSeconds * 1000)).toISOString() : item.at

/**
 * The state of a host after an item; undefined if it changes nothing. A later attempt replaces an earlier one, never the other way round.
 * Python's plugin_utils/report/host.py has the same rule, and both are tested with the cases in fixtures/host-states.
 */
export const nextHostState = (before: HostState, item: HostItem): HeardHostState | undefined => {
  if (before.state === 'waiting' || item.attempt > before.attempt) return { ...item, startedAt: beginOf(item) }
  return item.attempt === before.attempt && takesPlaceOf(item, before) ? { ...item, startedAt: before.startedAt } : undefined
}
