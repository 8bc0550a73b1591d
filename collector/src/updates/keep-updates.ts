import type { AgeLimit } from '../platform/clock/age-limit.ts'
import type { Storage } from '../platform/storage/storage.ts'
import type { Updates } from './updates.ts'

/** The slowest honest step (a kernel package on a Pi Zero's card) takes an hour; its deadline is far below this. */
export const silentRunMs = 6 * 3_600_000
/** A year, and the weeks until somebody compares with the year before. */
export const maxRunAgeMs = 400 * 86_400_000
/** A playbook that runs every hour stays readable for more than a year. */
export const maxRuns = 10_000
/** About 500 MB: a playbook that runs every hour over a thousand devices would otherwise fill a small card. */
export const maxHostRows = 1_000_000

export interface RunSize {
  readonly run: string
  /** When the server heard of its end, whatever the clock of its sender said; undefined while it goes on. */
  readonly endReceivedMs: number | undefined
  readonly hosts: number
}

/**
 * The runs to forget, of a list from the newest: too old, too many, or with too many hosts together. Never one that goes on. `oldestMs`:
 * undefined while the clock cannot be trusted.
 */
export const runsToForget = (newestFirst: readonly RunSize[], oldestMs: number | undefined): readonly string[] => {
  let hosts = 0
  return newestFirst.filter(({ endReceivedMs, hosts: own }, index) => {
    hosts += own
    if (endReceivedMs === undefined) return false
    return index >= maxRuns || hosts > maxHostRows || (oldestMs !== undefined && endReceivedMs < oldestMs)
  }).map(({ run }) => run)
}

interface Options {
  readonly updates: Updates
  readonly storage: Storage
  readonly ageLimit: AgeLimit
  /** A wrong clock would give runs a false end. */
  readonly clockTrust: { readonly trusted: boolean }
}

/** Ends the runs that were not heard of for long, and forgets the ones past their retention. */
export const keepUpdates = async ({ updates, storage, ageLimit, clockTrust }: Options): Promise<void> => {
  if (!clockTrust.trusted) return
  await updates.endSilent(silentRunMs)
  const rows = await storage.query<{ run: string, end_received_ms: number | null, hosts: number }>('updates.sizes', {})
  await updates.remove(
    runsToForget(
      rows.map(({ run, end_received_ms: endedMs, hosts }) => ({ run, endReceivedMs: endedMs ?? undefined, hosts })),
      ageLimit(maxRunAgeMs)
    )
  )
}
