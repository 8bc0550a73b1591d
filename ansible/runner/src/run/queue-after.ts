import { isFailure, isSuccess, type HostState } from '@mimamori/contract'
import { outcomeOf } from '../events/host-states.ts'
import { wantedOf } from '../plan/left-out.ts'
import type { Plan, WantedByHost } from '../plan/plan.ts'
import type { Stopped } from './gate.ts'
import type { QueuedHost } from './queue.ts'

/** How a run ended, as far as the queue goes by it. */
export interface EndForQueue {
  readonly plan: Plan
  readonly hostStates: readonly HostState[]
  readonly stopped: Stopped | undefined
  readonly endedAt: string
}

const targetOf = ({ revision, reference }: Omit<WantedByHost, 'host'>): string | undefined => revision ?? reference

/** Whether a queued device waits for what a run has brought to devices. */
const waitsForThat = (one: QueuedHost, plan: Plan): boolean => plan.hosts.map((host) => wantedOf(plan, host)).some((wanted) =>
  (one.release === undefined || wanted.release === undefined || one.release === wanted.release) && targetOf(wanted) === targetOf(one))

/**
 * Whether a stopped run takes a device from the queue. What its failures have refused is brought to nobody; what somebody has
 * cancelled, to none of its devices. A runner that died says nothing of what earlier runs have queued.
 */
const isGivenUp = (one: QueuedHost, { plan, stopped }: EndForQueue): boolean => {
  if (one.run === plan.run) return true
  if (stopped?.outcome === 'failed') return waitsForThat(one, plan)
  return stopped?.outcome === 'cancelled' && plan.hosts.some(({ host }) => host === one.host) && waitsForThat(one, plan)
}

/**
 * The queue after a run. Hosts that it reached wait no more. One that has gone through queues those that it did not reach, for what
 * it wanted, and what it newly wanted takes the place of what other devices wait for; one that was stopped queues nobody. A host
 * that it skipped waits on; one that is not in the inventory any more is forgotten by a run over all of it, which also begins
 * the tries anew. Pure.
 */
export const queueAfter = (queue: readonly QueuedHost[], end: EndForQueue): QueuedHost[] => {
  const { plan, hostStates, stopped, endedAt } = end
  const { run, startedAt: wantedAt } = plan
  const hours = plan.window && { window: plan.window }
  const outcomes = new Map(hostStates.map((one) => [one.host, outcomeOf(one)]))
  const planned = new Map(plan.hosts.map((host) => [host.host, wantedOf(plan, host)]))
  const newlyWanted = plan.replacesQueued && new Map([...planned, ...plan.replacesQueued.map((one) => [one.host, one] as const)])
  const kept = queue.filter((one) => {
    const outcome = outcomes.get(one.host)
    if (plan.isWholeFleet && !outcomes.has(one.host) && ![...plan.pinned ?? [], ...plan.pausedOff ?? []].includes(one.host)) return false
    if (isSuccess(outcome) || isFailure(outcome)) return false
    return stopped ? !isGivenUp(one, end) : outcome !== 'unreachable'
  })
  if (stopped) return kept
  const triesOf = (host: string): number => {
    const before = plan.isWholeFleet ? undefined : queue.find((one) => one.host === host)
    return before ? (before.tries ?? 0) + 1 : 0
  }
  return [
    ...kept.map(({ host, queuedAt, tries, ...before }) => {
      const wanted = newlyWanted?.get(host)
      return { host, queuedAt, ...tries !== undefined && { tries }, ...wanted ? { ...wanted, run, wantedAt, ...hours } : before }
    }),
    ...hostStates.filter(({ host }) => outcomes.get(host) === 'unreachable').map(({ host }) =>
      ({ ...planned.get(host), host, run, wantedAt, ...hours, queuedAt: endedAt, ...triesOf(host) > 0 && { tries: triesOf(host) } }))
  ]
}
