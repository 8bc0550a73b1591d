import { existsSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import type { CollectorClient, Delivery } from '../../../src/collector/collector-client.ts'
import { runSender } from '../../../src/report/collector/run-sender.ts'
import { recordQueueChange } from '../../../src/report/collector/queue-sender.ts'
import type { StateDirectory } from '../../../src/state/state-directory.ts'
import { addRun, at, collectorOfTest, finished, stateOfTest, underWay } from './run-on-disk.ts'

const [run, earlier] = ['20260314-093000-0a1b2c', '20260314-080000-0a1b2c']
const clock = { nowMs: () => Date.parse(at) }
const end = { endedAt: at, outcome: 'succeeded' } as const

const senderOf = (state: StateDirectory, client: Pick<CollectorClient, 'send'>) => {
  const warnings: string[] = []
  return { warnings, ...runSender({ run, state, client, clock, warn: (reason) => { warnings.push(reason) } }) }
}

it('brings first what earlier runs have left, the oldest first: the collector takes the run that it hears of last for the ' +
  'newest', async () => {
  const state = stateOfTest()
  const old = addRun(state, earlier, '2026-03-14T08:00:00.000Z')
  old.say(finished('a'))
  old.end()
  addRun(state, run).say(finished('b'))
  const collector = collectorOfTest()
  const sender = senderOf(state, collector)
  sender.start()
  await sender.end(end)
  expect(collector.paths()).toStrictEqual([
    '/api/updates', `/api/updates/${earlier}/hosts`, `/api/updates/${earlier}/end`, '/api/updates', `/api/updates/${run}/hosts`,
    `/api/updates/${run}/end`
  ])
  expect(sender.warnings).toStrictEqual([])
})

it('brings what comes to stand in the events while the run goes on', async () => {
  const state = stateOfTest()
  const { say } = addRun(state, run)
  const collector = collectorOfTest()
  const sender = senderOf(state, collector)
  sender.start()
  say(underWay('a', 'Switch'))
  await vi.waitFor(() => { expect(collector.items()).toStrictEqual([underWay('a', 'Switch')]) }, { timeout: 20_000 })
  say(finished('a'))
  await vi.waitFor(() => { expect(collector.items().at(-1)).toStrictEqual(finished('a')) }, { timeout: 20_000 })
  await sender.end(end)
  expect(collector.items()).toHaveLength(2)
})

it('keeps no run waiting for a collector that hangs, and brings everything in order once it answers', async () => {
  const state = stateOfTest()
  const { say, files } = addRun(state, run)
  const { promise: answer, resolve } = Promise.withResolvers<Delivery>()
  const collector = collectorOfTest(() => answer)
  const sender = senderOf(state, collector)
  // Neither of these gives anything to wait for.
  sender.start()
  say(underWay('a', 'Switch'), finished('a'))
  const ended = sender.end(end)
  expect(collector.taken).toStrictEqual([])
  resolve({ kind: 'taken' })
  await ended
  expect(collector.paths()).toStrictEqual(['/api/updates', `/api/updates/${run}/hosts`, `/api/updates/${run}/end`])
  expect(existsSync(files.undelivered)).toBe(false)
})

it('gives up at the end where the collector is dead, and leaves everything to be delivered', async () => {
  const state = stateOfTest()
  const { say, files } = addRun(state, run)
  say(finished('a'))
  const sender = senderOf(state, { send: async () => ({ kind: 'later', reason: 'connect ECONNREFUSED' }) })
  sender.start()
  await sender.end(end)
  expect(new Set(sender.warnings)).toStrictEqual(new Set(['connect ECONNREFUSED']))
  expect(existsSync(files.undelivered)).toBe(true)
})

it('lets no run that cannot be delivered hold up another', async () => {
  const state = stateOfTest()
  addRun(state, earlier, '2026-03-14T08:00:00.000Z').say(finished('a'))
  addRun(state, run)
  const collector = collectorOfTest(({ path }) => path.includes(earlier) ? { kind: 'unknownRun', reason: 'no run' } : undefined)
  const sender = senderOf(state, collector)
  sender.start()
  await sender.end(end)
  expect(collector.paths().at(-1)).toBe(`/api/updates/${run}/end`)
})

it('brings queue and pins where they have changed', async () => {
  const state = stateOfTest()
  addRun(state, run)
  const collector = collectorOfTest()
  const sender = senderOf(state, collector)
  sender.start()
  recordQueueChange(state)
  await sender.end(end)
  expect(collector.taken.find(({ path }) => path === '/api/updates/queue')?.body).toStrictEqual({ at, waiting: [], pinned: [] })
  expect(existsSync(state.queueUndelivered)).toBe(false)
})
