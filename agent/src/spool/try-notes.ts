import type { SpoolDisk } from './disk/spool-disk.ts'
import type { Positions } from './positions.ts'
import type { Sealed } from './sealed.ts'

interface TryNotesOptions {
  readonly disk: Pick<SpoolDisk, 'note'>
  readonly positions: Pick<Positions, 'all' | 'unsaved'>
}

/** Records in the ledger the batch that is about to be tried, from which it can be made again after a kill. */
export const createTryNotes = ({ disk, positions }: TryNotesOptions) => {
  /** The order of the batch that the ledger has. */
  let notedOrder: number | undefined
  return {
    note ({ spooled: { batch, order, positions: after }, loose }: Sealed<unknown>): void {
      if (notedOrder === order) return
      notedOrder = order
      const unsaved = positions.unsaved()
      if (unsaved.length > 0) disk.note({ done: order - 1, positions: unsaved })
      const sources = [...after].map(([source, position]) => {
        const before = positions.all.get(source)
        return { source, after: position, ...before !== undefined && { before } }
      })
      disk.note({ sent: { order, stream: batch.stream, sequence: batch.sequence, boot: batch.boot, sources, loose } })
    },
    /** The ledger has this one from the run before. */
    setNoted (order: number): void { notedOrder = order }
  }
}
