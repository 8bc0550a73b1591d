import { expect, test } from 'vitest'
import { jsonList } from '../../../../src/platform/http/answers/json-list.ts'

test.each([
  [0, 0],
  [1, 1],
  [100, 1],
  [101, 2],
  [250, 3]
])('a list of %i is printed whole, and lets other work in %i times', async (count, expected) => {
  let turns = 0
  const items = Array.from({ length: count }, (_, n) => n)
  const yieldTurn = async () => {
    turns += 1
  }
  const printed = (await Array.fromAsync(jsonList({ requestId: 'r"1', name: 'clients', items, view: (n) => ({ n }), yieldTurn }))).join('')
  expect(JSON.parse(printed)).toEqual({ requestId: 'r"1', clients: items.map((n) => ({ n })) })
  expect(turns).toBe(expected)
})
