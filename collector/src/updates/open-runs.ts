import type { Clock } from '../platform/clock/clock.ts'
import type { Storage } from '../platform/storage/storage.ts'

/** The runs that go on, and when each was last heard of: in memory, by the monotonic clock. */
export interface OpenRuns {
  /** A message of it came just now. */
  heard (run: string, options: { readonly isUpdate: boolean }): void
  ended (run: string): void
  /** Runs that sent nothing for this long. */
  silentFor (durationMs: number): readonly string[]
  /** The number of updates among them. */
  readonly updates: number
}

/** Starts with the unfinished runs of the database, as if each had just been heard of. */
export const loadOpenRuns = async ({
  storage,
  clock
}: {
  readonly storage: Pick<Storage, 'query'>
  readonly clock: Clock
}): Promise<OpenRuns> => {
  const stored = await storage.query<{ run: string, is_update: number }>('updates.openRuns', {})
  const heardMs = new Map(stored.map(({ run }) => [run, clock.monotonicMs()]))
  const updates = new Set(stored.filter(({ is_update: isUpdate }) => isUpdate === 1).map(({ run }) => run))
  return {
    heard (run, { isUpdate }) {
      heardMs.set(run, clock.monotonicMs())
      if (isUpdate) updates.add(run)
    },
    ended (run) {
      heardMs.delete(run)
      updates.delete(run)
    },
    silentFor: (durationMs) => [...heardMs].filter(([, lastMs]) => clock.monotonicMs() - lastMs >= durationMs).map(([run]) => run),
    get updates () {
      return updates.size
    }
  }
}
