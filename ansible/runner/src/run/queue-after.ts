import { installs, isFailure, isSuccess, type HostState } from '@mimamori/contract'
import { outcomeOf } from '../state/host-states.ts'
import { wantedOf } from '../plan/left-out.ts'
import { actionOf } from '../plan/action.ts'
import type { Plan, WantedByHost } from '../plan/plan.ts'
import type { Stopped } from './gate.ts'
import type { QueuedHost } from '../state/queue.ts'

/** The end of a run, as far as the queue depends on it. */
export interface EndForQueue {
  readonly plan: Plan
  readonly hostStates: readonly HostState[]
  readonly stopped: Stopped | undefined
  readonly endedAt: string
}

const targetOf = ({ revision, reference }: Omit<WantedByHost, 'host'>): string | undefined => revision ?? reference

/** Whether a queued device waits for the releases of a run. */
const waitsForThat = (one: QueuedHost, plan: Plan): boolean => plan.hosts.map((host) => wantedOf(plan, host)).some((wanted) =>
  (one.release === undefined || wanted.release === undefined || one.release === wanted.release) && targetOf(wanted) === targetOf(one))

/**
 * Whether a stopped run removes a device from the queue. A revision that has failed too often is not installed anywhere; one that was
 * cancelled, not on the devices of the run. A runner that died does not change what earlier runs have queued.
 */
const isGivenUp = (one: QueuedHost, { plan, stopped }: EndForQueue): boolean => {
  if (one.run === plan.run) return true
  if (stopped?.outcome === 'failed') return waitsForThat(one, plan)
  return stopped?.outcome === 'cancelled' && plan.hosts.some(({ host }) => host === one.host) && waitsForThat(one, plan)
}

/**
 * The part of the queue that waits for the run's releases. Hosts that it reached leave the queue. A run that was not stopped queues the
 * hosts that it did not reach, for its revision, and replaces that of other queued devices with its own; a stopped run queues none. A
 * host that it skipped stays queued. A run over the whole inventory removes hosts that are no longer in it, and starts counting tries
 * from 0. Pure.
 */
const matchingAfter = (queue: readonly QueuedHost[], end: EndForQueue): QueuedHost[] => {
  const { plan, hostStates, stopped, endedAt } = end
  const { run, startedAt: wantedAt } = plan
  const action = actionOf(plan)
  const hours = plan.window && { window: plan.window }
  const outcomes = new Map(hostStates.map((one) => [one.host, outcomeOf(one)]))
  const planned = new Map(plan.hosts.map((host) => [host.host, wantedOf(plan, host)]))
  const newlyWanted = plan.replacesQueued && new Map([...planned, ...plan.replacesQueued.map((one) => [one.host, one] as const)])
  const remaining = queue.filter((one) => {
    const outcome = outcomes.get(one.host)
    if (plan.isWholeFleet && !outcomes.has(one.host) && ![...plan.pinned ?? [], ...plan.pausedOff ?? []].includes(one.host)) return false
    if (isSuccess(outcome) || isFailure(outcome)) return false
    return stopped ? !isGivenUp(one, end) : outcome !== 'unreachable'
  })
  if (stopped) return remaining
  const triesOf = (host: string): number => {
    const before = plan.isWholeFleet ? undefined : queue.find((one) => one.host === host)
    return before ? (before.tries ?? 0) + 1 : 0
  }
  return [
    ...remaining.map(({ host, queuedAt, tries, ...before }) => {
      const wanted = newlyWanted?.get(host)
      return { host, action, queuedAt, ...tries !== undefined && { tries }, ...wanted ? { ...wanted, run, wantedAt, ...hours } : before }
    }),
    ...hostStates.filter(({ host }) => outcomes.get(host) === 'unreachable').map(({ host }) =>
      ({
        ...planned.get(host), host, action, run, wantedAt, ...hours, queuedAt: endedAt, ...triesOf(host) > 0 && { tries: triesOf(host) }
      }))
  ]
}

/**
 * The queue after a run, which changes nothing for devices that wait for something else. A run that catches nobody up still takes its
 * devices away from the versions that it has replaced: an agent that was taken back does not come with the next catch-up. Pure.
 */
export const queueAfter = (queue: readonly QueuedHost[], end: EndForQueue): QueuedHost[] => {
  const { plan } = end
  const action = actionOf(plan)
  const own = queue.filter((one) => actionOf(one) === action)
  const others = queue.filter((one) => actionOf(one) !== action)
  if (plan.queuesUnreachable !== false) return [...others, ...matchingAfter(own, end)]
  return installs(action) ? queue.filter((one) => !own.includes(one) || !plan.hosts.some(({ host }) => host === one.host)) : [...queue]
}
