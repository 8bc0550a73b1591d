import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { recordQueueChange, sendQueue } from '../../../src/report/collector/queue-sender.ts'
import { changeQueue } from '../../../src/state/change-queue.ts'
import { at, collectorOfTest, stateOfTest } from './run-on-disk.ts'

const clock = { nowMs: () => Date.parse(at) }
const pin = (state: ReturnType<typeof stateOfTest>, host: string): Promise<void> =>
  changeQueue(state, () => {}, ({ pins }) => ({ pins: [...pins, { host, by: 'aiko', at }] }), () => { recordQueueChange(state) })

it('sends queue and pins as they are, and has nothing to deliver once they are taken', async () => {
  const state = stateOfTest()
  await pin(state, 'a')
  const { send, taken } = collectorOfTest()
  expect(await sendQueue({ state, client: { send }, clock })).toStrictEqual({ kind: 'taken' })
  expect(taken).toStrictEqual([{ path: '/api/updates/queue', body: { at, waiting: [], pinned: [{ host: 'a', since: at, by: 'aiko' }] } }])
  expect(existsSync(state.queueUndelivered)).toBe(false)
})

it('leaves them to be delivered where the collector is away', async () => {
  const state = stateOfTest()
  await pin(state, 'a')
  expect(
    await sendQueue({ state, client: { send: async () => ({ kind: 'later', reason: 'away' }) }, clock })
  ).toStrictEqual({ kind: 'later', reason: 'away' })
  expect(existsSync(state.queueUndelivered)).toBe(true)
})

it('leaves to be delivered what has changed while it was sent', async () => {
  const state = stateOfTest()
  await pin(state, 'a')
  const { send } = collectorOfTest(async () => {
    await pin(state, 'b')
    return { kind: 'taken' }
  })
  await sendQueue({ state, client: { send }, clock })
  expect(existsSync(state.queueUndelivered)).toBe(true)
})
