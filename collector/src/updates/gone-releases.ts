import type { StoredUpdate, StoredUpdates } from './release-update.ts'
import type { DeclaredReleases } from '../devices/snapshot/device-updates.ts'

/** Longer than a report is under way, and than an update takes to rewrite its declaration. */
const leastMs = 600_000

interface Absence {
  /** The newest update: the time starts again with another one. */
  readonly update: string
  readonly sinceMs: number
}

const nameOf = ({ run, attempt }: StoredUpdate): string => `${run}/${attempt}`

/**
 * Finds the releases that are no longer on a device, by its own word: it once named them, they had succeeded there, and for ten minutes and
 * four of its intervals all its reports have named others only. One that never succeeded leaves no declaration either, and a role
 * that writes none was never named: nothing is proven about both. `monotonicMs` is when the newest reports were read.
 */
export const createGoneReleases = () => {
  const absences = new Map<string, ReadonlyMap<string, Absence>>()
  return {
    /** The outcomes of a device that remain; the very same if nothing changes. */
    settle (updates: StoredUpdates, { deviceId, releases, intervalSeconds }: DeclaredReleases, monotonicMs: number): StoredUpdates {
      const before = absences.get(deviceId)
      const absent = new Map<string, Absence>()
      const remaining = new Map<string, StoredUpdate>()
      for (const [release, update] of updates) {
        const isDeclared = releases.includes(release)
        if (!isDeclared && update.wasDeclared === true && update.lastSuccessMs !== undefined) {
          const known = before?.get(release)
          const absence = known?.update === nameOf(update) ? known : { update: nameOf(update), sinceMs: monotonicMs }
          if (monotonicMs - absence.sinceMs >= Math.max(leastMs, 4000 * intervalSeconds)) continue
          absent.set(release, absence)
        }
        remaining.set(release, isDeclared && update.wasDeclared !== true ? { ...update, wasDeclared: true } : update)
      }
      if (absent.size > 0) absences.set(deviceId, absent)
      else absences.delete(deviceId)
      return [...updates].every(([release, update]) => remaining.get(release) === update) ? updates : remaining
    },
    /** A device whose reports name none now: its earlier reports count no more. */
    keepOnly (deviceIds: ReadonlySet<string>): void {
      for (const id of absences.keys()) if (!deviceIds.has(id)) absences.delete(id)
    }
  }
}
