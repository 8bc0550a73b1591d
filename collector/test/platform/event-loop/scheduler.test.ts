import { expect, test } from 'vitest'
import { createScheduler } from '../../../src/platform/event-loop/scheduler.ts'

/** An event loop whose turns the test makes, and callers whose work takes so many milliseconds. */
const loopByHand = (workMs: number) => {
  let calls: (() => void)[] = []
  let nowMs = 0
  const enter = createScheduler({ monotonicMs: () => nowMs, budgetMs: 2, nextTurn: (call) => { calls.push(call) } })
  const admitted: string[] = []
  const work = (caller: string): void => {
    admitted.push(caller)
    nowMs += workMs
  }
  return {
    admitted,
    come: (group: string, caller: string): void => {
      const turn = enter(group)
      if (turn === undefined) work(caller)
      else void turn.then(() => work(caller))
    },
    turn: async (): Promise<void> => {
      const due = calls
      calls = []
      for (const call of due) {
        call()
        await Promise.resolve()
      }
    },
    pending: () => calls.length
  }
}

const times = (count: number, one: (index: number) => void): void => { for (let index = 0; index < count; index++) one(index) }

test('small work is done at once, until it has used up the time of a turn', async () => {
  const loop = loopByHand(0.5)
  times(8, (index) => loop.come(`pi-${index}`, String(index)))
  expect(loop.admitted).toEqual(['0', '1', '2', '3'])
  await loop.turn()
  expect(loop.admitted).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
})

test('large work is done one a turn, that of a device in the order in which it came', async () => {
  const loop = loopByHand(3)
  times(3, (index) => loop.come('pi', String(index)))
  const counts = [loop.admitted.length]
  while (loop.admitted.length < 3) {
    await loop.turn()
    counts.push(loop.admitted.length)
  }
  expect(counts).toEqual([1, 2, 3])
  expect(loop.admitted).toEqual(['0', '1', '2'])
})

test('it rests when nobody waits, and admits the next caller at once again', async () => {
  const loop = loopByHand(3)
  loop.come('pi', 'first')
  await loop.turn()
  expect(loop.pending()).toBe(0)
  loop.come('pi', 'second')
  expect(loop.admitted).toEqual(['first', 'second'])
})

test('hundreds of one device stand before no other: each device has its turn', async () => {
  const loop = loopByHand(3)
  times(300, () => loop.come('hostile', 'hostile'))
  loop.come('a', 'a')
  loop.come('b', 'b')
  for (let turn = 0; turn < 4; turn++) await loop.turn()
  expect(loop.admitted.filter((caller) => caller !== 'hostile')).toEqual(['a', 'b'])
  expect(loop.admitted.length).toBeLessThan(8)
})
