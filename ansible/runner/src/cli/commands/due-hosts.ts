import type { RunAction } from '@mimamori/contract'
import type { KnownDevice } from '../../collector/connection.ts'
import { actionOf } from '../../plan/action.ts'
import { windowOpensMs, windowText, type Window } from '../../settings/schedule/window.ts'
import { nextTryMs, queuedMs, type QueuedHost } from '../../state/queue.ts'

/** Queued devices whose last try failed, and that wait for the next. */
export const waitingForRetry = (queue: readonly QueuedHost[], nowMs: number): QueuedHost[] =>
  queue.filter((one) => nextTryMs(one, nowMs) > nowMs)

/** Queued devices whose window is still to come. */
export const outsideHours = (queue: readonly QueuedHost[], nowMs: number): QueuedHost[] =>
  queue.filter(({ window }) => window && windowOpensMs(window, nowMs) > nowMs)

/** Queued devices that report again: they have since they were queued, and still do. */
export const backAgain = (
  queue: readonly QueuedHost[], known: ReadonlyMap<string, KnownDevice>, nowMs: number
): QueuedHost[] => queue.filter((one) => {
  const device = known.get(one.host)
  const since = queuedMs(one, nowMs)
  return device?.connection === 'fresh' && device.lastSeenMs !== undefined && (since === undefined || device.lastSeenMs > since)
})

const wantedSince = ({ wantedAt, queuedAt }: QueuedHost): string => wantedAt ?? queuedAt

const hoursOf = ({ window }: QueuedHost): string => window ? windowText(window) : ''

/** Devices that are back and wait for the revision of the newest run, with the same window; the others come with the next catch-up. */
export const nextCatchUp = (
  back: readonly QueuedHost[]
): { readonly hosts: readonly QueuedHost[], readonly action: RunAction, readonly reference?: string, readonly window?: Window } => {
  const newest = back.toSorted((a, b) => wantedSince(a) < wantedSince(b) ? 1 : wantedSince(a) > wantedSince(b) ? -1 : 0)[0]
  const action = actionOf(newest ?? {})
  const reference = newest?.revision ?? newest?.reference
  return {
    hosts: back.filter((one) => actionOf(one) === action && (one.revision ?? one.reference) === reference && newest !== undefined &&
      hoursOf(one) === hoursOf(newest)),
    action,
    ...reference !== undefined && { reference },
    ...newest?.window && { window: newest.window }
  }
}
