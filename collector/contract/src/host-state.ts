import { isFailure, isSuccess, type HostFinished, type HostItem } from './update-run.ts'

/** How a host of a run stands: the item that holds of its latest attempt, and when that attempt began. A host that nothing was heard of has none. */
export type HostState = HostItem & { readonly startedAt: string }

/**
 * Whether an outcome takes the place of another of the same attempt. What a host has reported always stands before what was
 * presumed of it; otherwise the first one stands, with one exception: a play can go on after the step that called a host
 * updated, and where it then fails or is lost, that was no success. That a later playbook had nothing to do on it takes nothing back.
 */
const overrules = (now: HostFinished, before: HostFinished): boolean =>
  now.presumed === before.presumed ? isSuccess(before.outcome) && (isFailure(now.outcome) || now.outcome === 'unreachable') : before.presumed === true

/** Whether an item holds where another of the same attempt has held. Items come more than once, and late. */
const takesPlaceOf = (item: HostItem, before: HostState): boolean => {
  if (before.state === 'finished') return item.state === 'finished' && overrules(item, before)
  return item.state === 'finished' || (Date.parse(item.at) >= Date.parse(before.at) && item.step !== before.step)
}

const beginOf = (item: HostItem): string =>
  item.state === 'finished' ? new Date(Date.parse(item.at) - Math.round(item.durationSeconds * 1000)).toISOString() : item.at

/**
 * What an item makes of a host; undefined where it changes nothing. A later attempt takes the place of an earlier, never the
 * other way round. Python's plugin_utils/report/host_state.py has the same rule, and the cases in fixtures/host-states hold for both.
 */
export const nextHostState = (before: HostState | undefined, item: HostItem): HostState | undefined => {
  if (!before || item.attempt > before.attempt) return { ...item, startedAt: beginOf(item) }
  return item.attempt === before.attempt && takesPlaceOf(item, before) ? { ...item, startedAt: before.startedAt } : undefined
}
