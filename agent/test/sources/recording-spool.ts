import type { LogItem } from '../../src/spool/batch/log-batch.ts'
import type { Spool, SourcePosition } from '../../src/spool/spool.ts'

/**
 * What sources hand over, in order. It leaves out batches, bounds and acknowledgements: a position holds as soon as it is given, and for
 * ever.
 */
export const createRecordingSpool = (positions: Readonly<Record<string, string>> = {}) => {
  const items: (LogItem & { readonly boot: string })[] = []
  const known = new Map(Object.entries(positions))
  const awaited = new Map<string, string>()
  const reach = ({ source, position }: SourcePosition): void => {
    known.set(source, position)
    if (awaited.get(source) === position) awaited.delete(source)
  }
  let mostItems = Infinity
  let removed = 0
  let lost = 0
  const spool: Spool = {
    get fullness () { return items.length < mostItems ? 0 : 1 },
    append ({ items: appended, boot }, position) {
      items.push(...appended.map((item) => ({ ...item, boot })))
      if (position !== undefined) reach(position)
    },
    advance (position) {
      reach(position)
      return true
    },
    boundaryOf: (source) => awaited.get(source),
    noteLost (count) { lost += count },
    recordRemoved (count) { removed += count },
    forgetAbsent: () => undefined,
    positions: () => known
  }
  return {
    spool,
    items,
    fullAt: (count: number): void => { mostItems = count },
    /** A batch is made again that ends here. */
    makeAgainUpTo: (source: string, position: string): void => { awaited.set(source, position) },
    messages: () => items.map(({ message }) => message),
    removed: () => removed,
    lost: () => lost
  }
}
