/** The order in which rows stay, and since when. */
export interface StableOrder {
  /** Another choice is a new order at once. */
  readonly choice: string
  readonly keys: readonly string[]
  readonly atMs: number
}

/** A row that was just pointed at, or that has the keyboard focus, stays where it is. */
const untouchedForMs = 10_000
/** Time to read a row that was not pointed at. */
const restMs = 30_000

/** Whether rows may move now: nobody has touched the list for a while, and it has not moved for a while. */
export const isDue = ({ atMs }: StableOrder, { touchedAtMs, nowMs }: { readonly touchedAtMs: number, readonly nowMs: number }): boolean =>
  nowMs - touchedAtMs >= untouchedForMs && nowMs - atMs >= restMs

/** The rows in their earlier places; a new one comes last, one that is gone leaves no gap. */
export const keepOrder = <Row>(keys: readonly string[], sorted: readonly Row[], keyOf: (row: Row) => string): readonly Row[] => {
  const rows = new Map(sorted.map((row) => [keyOf(row), row]))
  const stayed = keys.flatMap((key) => {
    const row = rows.get(key)
    rows.delete(key)
    return row === undefined ? [] : [row]
  })
  return [...stayed, ...rows.values()]
}
