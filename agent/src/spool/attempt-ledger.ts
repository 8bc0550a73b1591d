import type { SpoolDisk } from './disk/spool-disk.ts'
import type { Positions } from './positions.ts'
import type { Sealed } from './sealed.ts'

interface AttemptLedgerOptions {
  readonly disk: Pick<SpoolDisk, 'record'>
  readonly positions: Pick<Positions, 'all' | 'unsaved'>
}

/** Records in the ledger the batch that is about to be tried, from which it can be made again after a kill. */
export const createAttemptLedger = ({ disk, positions }: AttemptLedgerOptions) => {
  /** The order of the batch that the ledger has. */
  let recordedOrder: number | undefined
  return {
    record ({ spooled: { batch, order, positions: after }, loose }: Sealed<unknown>): void {
      if (recordedOrder === order) return
      recordedOrder = order
      const unsaved = positions.unsaved()
      if (unsaved.length > 0) disk.record({ done: order - 1, positions: unsaved })
      const sources = [...after].map(([source, position]) => {
        const before = positions.all.get(source)
        return { source, after: position, ...before !== undefined && { before } }
      })
      disk.record({ sent: { order, stream: batch.stream, sequence: batch.sequence, boot: batch.boot, sources, loose } })
    },
    /** The ledger has this one from the run before. */
    setRecorded (order: number): void { recordedOrder = order }
  }
}
