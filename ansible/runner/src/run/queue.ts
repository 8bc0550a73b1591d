import { isFailure, isSuccess } from '@mimamori/contract'
import { readJsonFile, writeJsonFile } from '../state/json-file.ts'
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

export const readQueue = (file: string): QueuedHost[] => readJsonFile<QueuedHost[]>(file) ?? []

/** Between tries at a device that reports, but does not let us in: doubled with each, up to a day. */
const [firstRestMs, lastRestMs] = [15 * 60_000, 24 * 3_600_000]

/** When a device is worth another try, in milliseconds since 1970: at once when it reports the first time, and later each time that this was in vain. Pure. */
export const nextTryMs = ({ queuedAt, tries = 0 }: Pick<QueuedHost, 'queuedAt' | 'tries'>): number =>
  Date.parse(queuedAt) + (tries === 0 ? 0 : Math.min(lastRestMs, firstRestMs * 2 ** (tries - 1)))

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

export const updateQueue = (file: string, plan: Plan, standings: readonly Standing[], queuedAt: string): void => {
  writeJsonFile(file, queueAfter(readQueue(file), plan, standings, queuedAt))
}
