import type { LogItem } from '../../src/batch/log-batch.ts'
import type { Spool } from '../../src/spool/spool.ts'

/** What sources hand over, in order. It leaves out batches, bounds and acknowledgements: a position holds as soon as it is given. */
export const createRecordingSpool = (positions: Readonly<Record<string, string>> = {}) => {
  const items: (LogItem & { readonly boot: string })[] = []
  const known = new Map(Object.entries(positions))
  let mostItems = Infinity
  const spool: Spool = {
    get fullness () { return items.length < mostItems ? 0 : 1 },
    append ({ item, boot }, position) {
      items.push({ ...item, boot })
      if (position !== undefined) known.set(position.source, position.position)
    },
    advance ({ source, position }) { known.set(source, position) },
    positions: () => known
  }
  return { spool, items, fullAt: (count: number): void => { mostItems = count }, messages: () => items.map(({ message }) => message) }
}
