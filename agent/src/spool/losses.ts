import type { SpoolDisk } from './disk/spool-disk.ts'
import type { LossCounts } from './loss-counts.ts'

/** Counts what is lost from the start on, with what an earlier run could not report. */
export const createLosses = (disk: Pick<SpoolDisk, 'ledger' | 'note' | 'dropped'>) => {
  let { dropped, removed } = disk.ledger
  let reported: LossCounts = { dropped: 0, removed: 0 }
  return {
    get dropped () { return dropped + disk.dropped },
    get removed () { return removed },
    drop (items: number): void { dropped += items },
    remove (items: number): void { removed += items },
    /** The collector knows of so many. */
    setReported (counts: LossCounts): void { reported = counts },
    /** Leaves to the next run what this one has not reported; `underWay` is lost unless it arrives. */
    save (underWay: number): void {
      const unreported: LossCounts = { dropped: this.dropped - reported.dropped + underWay, removed: removed - reported.removed }
      if (unreported.dropped !== disk.ledger.dropped || unreported.removed !== disk.ledger.removed) disk.note(unreported)
    }
  }
}
