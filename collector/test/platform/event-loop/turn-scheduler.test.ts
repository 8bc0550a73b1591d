import { expect, test } from 'vitest'
import { createTurnScheduler } from '../../../src/platform/event-loop/turn-scheduler.ts'

/** Turns of an event loop that the test makes by hand. */
const turnsByHand = () => {
  const due: (() => void)[] = []
  return { nextTurn: (pass: () => void) => { due.push(pass) }, turn: () => due.shift()?.(), pending: () => due.length }
}

test('a lone caller passes at once', async () => {
  const { nextTurn } = turnsByHand()
  await createTurnScheduler(nextTurn)('pi')
})

test('callers of one moment pass one a turn, those of a device in the order in which they came', async () => {
  const loop = turnsByHand()
  const enter = createTurnScheduler(loop.nextTurn)
  const passed: number[] = []
  const all = [1, 2, 3].map(async (caller) => {
    await enter('pi')
    passed.push(caller)
  })
  await all[0]
  expect(passed).toEqual([1])
  loop.turn()
  await all[1]
  expect(passed).toEqual([1, 2])
  loop.turn()
  await all[2]
  expect(passed).toEqual([1, 2, 3])
})

test('it rests when nobody waits, and passes the next caller at once again', async () => {
  const loop = turnsByHand()
  const enter = createTurnScheduler(loop.nextTurn)
  await enter('pi')
  loop.turn()
  expect(loop.pending()).toBe(0)
  await enter('pi')
})

test('hundreds of one device stand before no other: each device has its turn', async () => {
  const loop = turnsByHand()
  const enter = createTurnScheduler(loop.nextTurn)
  const passed: string[] = []
  const come = async (device: string): Promise<void> => {
    await enter(device)
    passed.push(device)
  }
  const all = [...Array.from({ length: 300 }, () => 'hostile'), 'a', 'b'].map(come)
  for (let turn = 0; turn < 4; turn++) {
    await Promise.resolve()
    loop.turn()
  }
  await Promise.all([all[300], all[301]])
  expect(passed.filter((device) => device !== 'hostile')).toEqual(['a', 'b'])
  expect(passed.length).toBeLessThan(8)
})
