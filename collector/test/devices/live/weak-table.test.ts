import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createWeakTable, type WeakTable } from '../../../src/devices/live/weak-table.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Clearing away happens some turns after a collection; a table that kept its values would never be so small. */
const shrunk = async (table: WeakTable<object>, size: number): Promise<void> => {
  for (let turn = 0; turn < 1000 && table.size > size; turn++) {
    collectGarbage()
    await setImmediate()
  }
}

it('keeps what somebody holds, and nothing else', async () => {
  const table = createWeakTable<{ readonly words: string }>()
  const held = { words: 'held' }
  table.set('held', held)
  for (let n = 0; n < 1000; n++) table.set(`given up ${n}`, { words: 'given up' })
  expect(table.size).toBe(1001)
  await shrunk(table, 1)
  expect(table.size).toBe(1)
  expect(table.get('held')).toBe(held)
  expect(table.get('given up 1')).toBeUndefined()
})

it('keeps a value that came in the place of one that was given up', async () => {
  const table = createWeakTable<object>()
  table.set('place', {})
  table.set('other', {})
  await setImmediate()
  const second = {}
  table.set('place', second)
  await shrunk(table, 1)
  expect(table.get('place')).toBe(second)
})
