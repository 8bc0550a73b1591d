import { expect, test } from 'vitest'
import { storePath, takePath } from '../src/people/return-path.ts'

/** What of a browser's storage is used here. */
const storage = () => {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => { items.set(name, value) },
    removeItem: (name: string) => { items.delete(name) }
  }
}
const minuteMs = 60_000
const nowMs = Date.UTC(2026, 10, 25, 9)

test('the last place that was asked for is given once', () => {
  const kept = storage()
  storePath(kept, '/admin/devices/pi-1', nowMs)
  storePath(kept, '/admin?q=a+b', nowMs)
  expect(takePath(kept, nowMs + 15 * minuteMs)).toBe('/admin?q=a+b')
  expect(takePath(kept, nowMs + 15 * minuteMs)).toBeUndefined()
})

test('who logs in an hour later is led nowhere', () => {
  const kept = storage()
  storePath(kept, '/admin/devices/pi-1', nowMs)
  expect(takePath(kept, nowMs + 61 * minuteMs)).toBeUndefined()
  expect(kept.items.size).toBe(0)
})

test.each(['', 'nonsense', `${nowMs} //evil`, `${nowMs} https://evil`, `${nowMs} /admin/../evil`])(
  '%j, which we did not write, leads nowhere',
  (text) => {
    const kept = storage()
    storePath(kept, '', nowMs)
    for (const name of kept.items.keys()) kept.items.set(name, text)
    expect(takePath(kept, nowMs)).toBeUndefined()
  }
)
