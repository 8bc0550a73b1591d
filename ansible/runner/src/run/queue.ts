import { isFailure, isSuccess } from '@mimamori/contract'
import { readOrSetAside, writeJsonFile } from '../state/json-file.ts'
import type { Plan } from '../plan/plan.ts'
import type { Standing } from '../events/standings.ts'

/** A device that a run did not reach, and what it shall still get. */
export interface QueuedHost {
  readonly host: string
  /** The newest run that wanted it. */
  readonly run: string
  readonly queuedAt: string
  /** How often it was tried again in vain. */
  readonly tries?: number
  readonly release?: string
  readonly reference?: string
  readonly revision?: string
}

const isQueue = (value: unknown): value is QueuedHost[] =>
  Array.isArray(value) && (value as (Partial<QueuedHost> | null)[]).every((one) => typeof one?.host === 'string' && typeof one.run === 'string' && !Number.isNaN(Date.parse(one.queuedAt ?? '')))

/** Empty where there is none, or none that can be read: `onSetAside` gets why. */
export const readQueue = (file: string, onSetAside: (reason: string) => void): QueuedHost[] => readOrSetAside(file, isQueue, onSetAside) ?? []

/** Between tries at a device that reports, but does not let us in: doubled with each, up to a day. */
const [firstRestMs, lastRestMs] = [15 * 60_000, 24 * 3_600_000]

/** When a device was queued, in milliseconds since 1970; undefined where that is still to come: the clock was set back since, and it says nothing. */
export const queuedMs = ({ queuedAt }: Pick<QueuedHost, 'queuedAt'>, nowMs: number): number | undefined => Date.parse(queuedAt) > nowMs ? undefined : Date.parse(queuedAt)

/** When a device is worth another try, in milliseconds since 1970: at once when it reports the first time, and later each time that this was in vain. Pure. */
export const nextTryMs = (one: Pick<QueuedHost, 'queuedAt' | 'tries'>, nowMs: number): number => {
  const since = queuedMs(one, nowMs)
  return since === undefined ? nowMs : since + (one.tries === undefined ? 0 : Math.min(lastRestMs, firstRestMs * 2 ** (one.tries - 1)))
}

/**
 * The queue after a run: hosts that it did not reach wait for what it wanted, and those that it did reach wait no more.
 * One that it skipped waits on as before; one that is not in the inventory any more is forgotten by a run over all of it, which also begins the tries anew. Pure.
 */
export const queueAfter = (queue: readonly QueuedHost[], plan: Plan, standings: readonly Standing[], queuedAt: string): QueuedHost[] => {
  const outcomes = new Map(standings.map(({ host, result }) => [host, result?.outcome]))
  const kept = queue.filter(({ host }) => {
    if (plan.isWholeFleet && !outcomes.has(host)) return false
    const outcome = outcomes.get(host)
    return !(isSuccess(outcome) || isFailure(outcome) || outcome === 'unreachable')
  })
  const { run, release, reference, revision } = plan
  const triesOf = (host: string): number => {
    const before = plan.isWholeFleet ? undefined : queue.find((one) => one.host === host)
    return before ? (before.tries ?? 0) + 1 : 0
  }
  const added = standings.filter(({ result }) => result?.outcome === 'unreachable').map(({ host }) => ({
    host, run, queuedAt, ...triesOf(host) > 0 && { tries: triesOf(host) }, ...release !== undefined && { release }, ...reference !== undefined && { reference }, ...revision !== undefined && { revision }
  }))
  return [...kept, ...added]
}

export interface UpdateQueueOptions {
  readonly plan: Plan
  readonly standings: readonly Standing[]
  readonly queuedAt: string
  readonly onSetAside: (reason: string) => void
}

export const updateQueue = (file: string, { plan, standings, queuedAt, onSetAside }: UpdateQueueOptions): void => {
  writeJsonFile(file, queueAfter(readQueue(file, onSetAside), plan, standings, queuedAt))
}

/** Takes devices from the queue. */
export const leaveQueue = (file: string, hosts: ReadonlySet<string>, onSetAside: (reason: string) => void): void => {
  writeJsonFile(file, readQueue(file, onSetAside).filter(({ host }) => !hosts.has(host)))
}
