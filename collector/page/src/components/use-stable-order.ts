import { useReducer, useRef } from 'preact/hooks'
import { isDue, keepPlaces, type HeldOrder } from './stable-order.ts'

export interface HeldRows<Row> {
  readonly rows: readonly Row[]
  /** By the browser's clock. */
  readonly sortedAtMs: number
  /** Some rows would stand elsewhere by now. */
  readonly isOutdated: boolean
  readonly sortNow: () => void
  /** To be called on whatever shows that somebody is at work on the list. */
  readonly touch: () => void
}

/**
 * Rows that do not move under the pointer while their values change: they are sorted again by a choice, by `sortNow`, and after
 * a pause. `nowMs` is to go on by itself.
 */
export const useHeldOrder = <Row>(sorted: readonly Row[], { keyOf, choice, nowMs }: { readonly keyOf: (row: Row) => string, readonly choice: string, readonly nowMs: number }): HeldRows<Row> => {
  const held = useRef<HeldOrder>(undefined)
  const touchedAtMs = useRef(-Infinity)
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const { current } = held
  if (current === undefined || current.choice !== choice || current.keys.length === 0 || isDue(current, { touchedAtMs: touchedAtMs.current, nowMs })) {
    held.current = { choice, keys: sorted.map(keyOf), atMs: nowMs }
  }
  const { keys, atMs } = held.current!
  const rows = keepPlaces(keys, sorted, keyOf)
  return {
    rows,
    sortedAtMs: atMs,
    isOutdated: rows.some((row, place) => row !== sorted[place]),
    sortNow () {
      held.current = undefined
      draw(0)
    },
    touch () { touchedAtMs.current = Date.now() }
  }
}
