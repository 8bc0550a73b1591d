import { expect, test } from 'vitest'
import { pairedCost } from './exposition-cost.ts'

/** Costs so many seconds, one after the other. */
const costing = (seconds: readonly number[], asked: string[], name: string) => {
  const left = [...seconds]
  return async () => {
    asked.push(name)
    const next = left.shift()!
    return { seconds: next, cpuSeconds: next / 2, bytes: 100, series: 10 }
  }
}

test('two are printed by turns, and compared within each turn', async () => {
  const asked: string[] = []
  const { ours, peer, ratio } = await pairedCost(3, costing([1, 4, 2], asked, 'ours'), costing([10, 20, 10], asked, 'peer'))
  expect(asked).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer'])
  expect([ours.seconds, ours.cpuSeconds, peer.seconds, ratio]).toEqual([2, 1, 10, 0.2])
})
