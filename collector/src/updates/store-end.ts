import type { Clock } from '../platform/clock/clock.ts'
import type { Statement, Storage } from '../platform/storage/storage.ts'
import { evaluateOutcome, namedHosts, type Proof } from './run-outcome.ts'
import { countStatement, type UpdateCounts } from './update-counts.ts'
import { toCounts, type CountRow, type HostStatus, type RunRow } from './update-rows.ts'
import type { ExplainedOutcome } from './updates.ts'

interface Deps {
  readonly storage: Storage
  readonly clock: Clock
  readonly counts: UpdateCounts
}

/** The reported end of a run. */
export interface StatedEnd {
  readonly endedMs: number
  readonly stated: ExplainedOutcome
  /** Nobody reported it, and a true end may still come. */
  readonly presumed: boolean
}

/** Stores how runs end: as reported, if their hosts' results agree. */
export const storeEnd = ({ storage, clock, counts }: Deps) => {
  const proofOf = async (run: string): Promise<Proof> => {
    const { total, updated, unchanged } = toCounts(await storage.query<CountRow>('updates.counts', { runs: JSON.stringify([run]) }))
    const examples = await storage.query<{ host: string, status: HostStatus }>('updates.withoutSuccess', { run, limit: namedHosts })
    return { total, withoutSuccess: total - updated - unchanged, examples }
  }
  /** Only updates are counted. */
  const commitCounted = async (statement: Statement, { outcome }: ExplainedOutcome, { is_update: isUpdate }: RunRow): Promise<void> => {
    const counted = isUpdate === 1 ? [outcome] : []
    await storage.commit([statement, countStatement('runs', counted)])
    counts.add('runs', counted)
  }
  return {
    /** Gives the outcome that its hosts' results show. */
    async end (row: RunRow, { endedMs, stated, presumed }: StatedEnd): Promise<ExplainedOutcome> {
      const { run } = row
      const evaluated = evaluateOutcome(stated, await proofOf(run))
      await commitCounted(
        {
          name: 'updates.end',
          parameters: {
            run,
            endedMs,
            receivedMs: clock.nowMs(),
            statedOutcome: stated.outcome,
            statedMessage: stated.message ?? null,
            presumed: presumed ? 1 : 0,
            outcome: evaluated.outcome,
            message: evaluated.message ?? null
          }
        },
        evaluated,
        row
      )
      return evaluated
    },
    /** Evaluates an ended run again, since late results may have proved a success or put one in doubt. Whether that changed it. */
    async settle (row: RunRow): Promise<boolean> {
      const { run, outcome, message, stated_outcome: stated, stated_message: statedMessage } = row
      const evaluated = evaluateOutcome(
        { outcome: stated as ExplainedOutcome['outcome'], ...(statedMessage !== null && { message: statedMessage }) },
        await proofOf(run)
      )
      if (evaluated.outcome === outcome && (evaluated.message ?? null) === message) return false
      const statement = { name: 'updates.settle', parameters: { run, outcome: evaluated.outcome, message: evaluated.message ?? null } }
      if (evaluated.outcome === outcome) await storage.commit([statement])
      else await commitCounted(statement, evaluated, row)
      return true
    }
  }
}
