import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createFairQueue } from '../../../src/platform/queue/fair-queue.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const arrange = () => {
  const queue = createFairQueue<string>(({ length }) => length)
  for (let i = 0; i < 100; i++) queue.add('flood', `f${i}`)
  for (const item of ['a1', 'a2']) queue.add('a', item)
  queue.add('b', 'b1')
  return queue
}

it('lets a quiet owner wait for one item of a loud one at most', () => {
  expect(arrange().take(10)).toEqual(['f0', 'a1', 'b1', 'f1', 'a2'])
})

it('goes on where it stopped, and gives at least one item however heavy it is', () => {
  const queue = arrange()
  expect([queue.take(1), queue.take(1), queue.take(1), queue.take(1)]).toEqual([['f0'], ['a1'], ['b1'], ['f1']])
})

it('keeps the order of each owner where some are given back', () => {
  const queue = arrange()
  queue.take(10)
  queue.giveBack([['flood', 'f0'], ['a', 'a1'], ['b', 'b1'], ['flood', 'f1'], ['a', 'a2']])
  const again = queue.take(1000)
  expect(again.filter((item) => item.startsWith('f'))).toEqual(Array.from({ length: 100 }, (_, i) => `f${i}`))
  expect(again.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2'])
  expect(again).toHaveLength(103)
})

it('passes over owners that are not ready, which keep their turn', () => {
  const queue = arrange()
  expect(queue.take(6, (owner) => owner !== 'flood')).toEqual(['a1', 'b1', 'a2'])
  expect(queue.take(100, () => false)).toEqual([])
  expect(queue.take(2)).toEqual(['f0'])
})

it('gives one item where none would be enough', () => {
  expect(arrange().take(0)).toEqual(['f0'])
})

it('is empty when all is taken', () => {
  const queue = arrange()
  queue.take(1000)
  expect(queue.take(1000)).toEqual([])
})

it('gives a long backlog back and again without going through all of it for each item', () => {
  const queue = createFairQueue<number>(() => 1)
  const all = Array.from({ length: 100_000 }, (_, i) => i)
  for (const item of all) queue.add('pi', item)
  for (let failures = 0; failures < 3; failures++) queue.giveBack(queue.take(20_000).map((item) => ['pi', item]))
  const again: number[] = []
  for (let taken = queue.take(1); taken.length > 0; taken = queue.take(1)) again.push(...taken)
  expect([again.length, again.filter((item, i) => item !== i)]).toEqual([100_000, []])
})

it('holds no item that was taken, also of an owner that always has one waiting', async () => {
  const queue = createFairQueue<{ readonly lines: readonly string[] }>(() => 1)
  const add = (): void => { queue.add('pi', { lines: ['温度'] }) }
  const takeWeakly = (): WeakRef<object> => new WeakRef(queue.take(1)[0]!)
  add()
  const taken = Array.from({ length: 20 }, () => {
    add()
    return takeWeakly()
  })
  for (let turn = 0; turn < 100 && taken.some((item) => item.deref() !== undefined); turn++) {
    await setImmediate()
    collectGarbage()
  }
  expect(taken.filter((item) => item.deref() !== undefined)).toEqual([])
})
