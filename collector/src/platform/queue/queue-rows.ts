import type { BatchFacts } from './queue-row.ts'

/** The rows of a queue that are on the disk, each with one batch or several. */
export interface QueueRows<Summary> {
  /** In the order of their commits. A row's batches have its position and the ones that follow. */
  add (row: number, batches: readonly BatchFacts<Summary>[]): void
  /** A batch of it is stored at its destination. */
  store (row: number): void
  /** Gives, once, rows whose batches are all stored, except rows with one that must stay. */
  takeRemovable (mustStay: (position: number) => boolean): {
    readonly positions: readonly number[]
    readonly batches: readonly BatchFacts<Summary>[]
  }
  /** Gives rows again that are still on the disk. */
  giveBack (rows: readonly number[]): void
  remove (rows: readonly number[]): void
  oldest (): number | undefined
  batches (): readonly BatchFacts<Summary>[]
}

interface Row<Summary> {
  readonly batches: readonly BatchFacts<Summary>[]
  /** How many of them are not stored yet. */
  left: number
}

export const createQueueRows = <Summary>(): QueueRows<Summary> => {
  const rows = new Map<number, Row<Summary>>()
  /** Rows that were committed after a higher one. The first of all others is the lowest. */
  const late = new Set<number>()
  /** Rows whose batches are all stored, and whose removal is not under way. */
  const stored = new Set<number>()
  let highest = 0
  return {
    add (row, batches) {
      rows.set(row, { batches, left: batches.length })
      if (row < highest) late.add(row)
      else highest = row
    },
    store (row) {
      if (--rows.get(row)!.left === 0) stored.add(row)
    },
    takeRemovable (mustStay) {
      const positions = [...stored].filter((row) => !rows.get(row)!.batches.some((_, place) => mustStay(row + place)))
      for (const row of positions) stored.delete(row)
      return { positions, batches: positions.flatMap((row) => rows.get(row)!.batches) }
    },
    giveBack (given) { for (const row of given) stored.add(row) },
    remove (removed) {
      for (const row of removed) {
        rows.delete(row)
        late.delete(row)
      }
    },
    oldest () {
      let oldest = rows.keys().next().value
      for (const row of late) oldest = Math.min(oldest!, row)
      return oldest
    },
    batches: () => [...rows.values()].flatMap(({ batches }) => batches)
  }
}
