import { describe, expect, it } from 'vitest'
import { isDue, keepOrder } from '../src/components/stable-order.ts'

const rows = (...names: string[]) => names.map((name) => ({ name }))
const places = (keys: readonly string[], sorted: readonly { readonly name: string }[]) =>
  keepOrder(keys, sorted, ({ name }) => name).map(({ name }) => name)

describe('rows whose values change', () => {
  it('stay where they are', () => {
    expect(places(['a', 'b', 'c'], rows('c', 'b', 'a'))).toStrictEqual(['a', 'b', 'c'])
  })

  it('are shown with their newest values', () => {
    const newest = { name: 'a', value: 2 }
    expect(keepOrder(['a'], [newest], ({ name }) => name)[0]).toBe(newest)
  })

  it('come last where they are new, and leave no gap where they are gone', () => {
    expect(places(['a', 'b', 'c'], rows('new', 'c', 'a'))).toStrictEqual(['a', 'c', 'new'])
  })
})

describe('rows are sorted anew', () => {
  const held = { choice: '', keys: ['a'], atMs: 0 }

  it('half a minute after the last time, where nobody touches the list', () => {
    expect(isDue(held, { touchedAtMs: -Infinity, nowMs: 29_999 })).toBe(false)
    expect(isDue(held, { touchedAtMs: -Infinity, nowMs: 30_000 })).toBe(true)
  })

  it('ten seconds after it was touched, and no sooner', () => {
    expect(isDue(held, { touchedAtMs: 60_000, nowMs: 69_999 })).toBe(false)
    expect(isDue(held, { touchedAtMs: 60_000, nowMs: 70_000 })).toBe(true)
  })
})
