import { hostOutcomes, runOutcomes, type HostOutcome, type RunOutcome } from '@mimamori/contract'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import type { UpdateTotals } from './updates.ts'

type Kind = keyof UpdateTotals

/** The durable counters as they are on the disk. */
export interface UpdateCounts {
  readonly totals: UpdateTotals
  /** Call it once the commit of `countStatement` has resolved. */
  add (kind: Kind, outcomes: readonly string[]): void
}

const tally = (outcomes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

export const countStatement = (kind: Kind, outcomes: readonly string[]): Statement => ({
  name: 'updates.count',
  parameters: { kind, counts: JSON.stringify(tally(outcomes)) }
})

export const loadUpdateCounts = async (storage: Storage): Promise<UpdateCounts> => {
  const zero = <Outcome extends string>(outcomes: readonly Outcome[]) =>
    Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  const totals = { hosts: zero<HostOutcome>(hostOutcomes), runs: zero<RunOutcome>(runOutcomes) }
  const of = (kind: Kind): Record<string, number> => totals[kind]
  for (const { kind, outcome, total } of await storage.query<{ kind: Kind, outcome: string, total: number }>('updates.totals', {})) {
    of(kind)[outcome] = total
  }
  return {
    totals,
    add (kind, outcomes) { for (const outcome of outcomes) of(kind)[outcome]! += 1 }
  }
}
