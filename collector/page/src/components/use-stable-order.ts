import { useReducer, useRef } from 'preact/hooks'
import { isDue, keepOrder, type StableOrder } from './stable-order.ts'

export interface StableRows<Row> {
  readonly rows: readonly Row[]
  /** By the browser's clock. */
  readonly sortedAtMs: number
  /** Some rows would have another place by now. */
  readonly isOutdated: boolean
  readonly sortNow: () => void
  /** Call it on every sign that somebody is at work on the list. */
  readonly touch: () => void
}

/**
 * Rows that do not move under the pointer while their values change: they are sorted again by a choice, by `sortNow`, and after
 * a pause. `nowMs` must advance by itself.
 */
export const useStableOrder = <Row>(
  sorted: readonly Row[],
  { keyOf, choice, nowMs }: { readonly keyOf: (row: Row) => string, readonly choice: string, readonly nowMs: number }
): StableRows<Row> => {
  const order = useRef<StableOrder>(undefined)
  const touchedAtMs = useRef(-Infinity)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const { current } = order
  if (current === undefined ||
    current.choice !== choice ||
    current.keys.length === 0 ||
    isDue(current, { touchedAtMs: touchedAtMs.current, nowMs })) {
    order.current = { choice, keys: sorted.map(keyOf), atMs: nowMs }
  }
  const { keys, atMs } = order.current!
  const rows = keepOrder(keys, sorted, keyOf)
  return {
    rows,
    sortedAtMs: atMs,
    isOutdated: rows.some((row, place) => row !== sorted[place]),
    sortNow () {
      order.current = undefined
      draw(0)
    },
    touch () { touchedAtMs.current = Date.now() }
  }
}
