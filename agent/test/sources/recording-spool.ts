import type { LogItem } from '../../src/batch/log-batch.ts'
import type { Spool } from '../../src/spool/spool.ts'

/** What sources hand over, in order. It leaves out batches, bounds and acknowledgements: a position holds as soon as it is given, and for ever. */
export const createRecordingSpool = (positions: Readonly<Record<string, string>> = {}) => {
  const items: (LogItem & { readonly boot: string })[] = []
  const known = new Map(Object.entries(positions))
  let mostItems = Infinity
  let removed = 0
  const spool: Spool = {
    get fullness () { return items.length < mostItems ? 0 : 1 },
    append ({ items: appended, boot }, position) {
      items.push(...appended.map((item) => ({ ...item, boot })))
      if (position !== undefined) known.set(position.source, position.position)
    },
    advance ({ source, position }) {
      known.set(source, position)
      return true
    },
    boundaryOf: () => undefined,
    noteRemoved (count) { removed += count },
    forgetAbsent: () => undefined,
    positions: () => known
  }
  return { spool, items, fullAt: (count: number): void => { mostItems = count }, messages: () => items.map(({ message }) => message), removed: () => removed }
}
