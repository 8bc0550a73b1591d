import type { SpoolDisk } from './disk/spool-disk.ts'
import type { LossCounts } from './loss-counts.ts'

interface Fate {
  /** Whether a run after a kill reads this source again from before its last drop. */
  readonly isReread: (source: string) => boolean
  /** Items that had to go from the disk while they were under way, and are lost unless they arrive. */
  readonly underWay: () => number
}

/** Counts losses from the start on, with those that an earlier run could not report. */
export const createLosses = (disk: Pick<SpoolDisk, 'ledger' | 'record' | 'dropped'>, { isReread, underWay }: Fate) => {
  let { dropped, removed } = disk.ledger
  let reported: LossCounts = { dropped: 0, removed: 0 }
  /** The dropped items that the next run would read again. */
  let unsettled = 0
  const sources = new Set<string>()
  return {
    get dropped () { return dropped + disk.dropped },
    get removed () { return removed },
    /** `from`: the sources that could give the items again. */
    drop (items: number, from?: Iterable<string>): void {
      dropped += items
      if (from === undefined) return
      unsettled += items
      for (const source of from) sources.add(source)
    },
    remove (items: number): void { removed += items },
    /** The collector knows of this many. */
    setReported (counts: LossCounts): void { reported = counts },
    /** Leaves to the next run what this one has not reported, except what that reads again. */
    save (): void {
      if (![...sources].some(isReread)) {
        unsettled = 0
        sources.clear()
      }
      const unreported: LossCounts = {
        dropped: Math.max(0, this.dropped - reported.dropped + underWay() - unsettled), removed: removed - reported.removed
      }
      if (unreported.dropped !== disk.ledger.dropped || unreported.removed !== disk.ledger.removed) disk.record(unreported)
    }
  }
}
