import type { HostItem, HostOutcome } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { hostStateCases } from '../../../../collector/contract/test/fixtures.ts'
import { readHostItem } from '../../src/state/host-item.ts'
import { countHosts, createHostStates, resultOf } from '../../src/state/host-states.ts'

const at = '2026-03-14T09:30:00.000Z'
const underWay = (attempt: number, step: string): HostItem => ({ state: 'under_way', host: 'a', at, attempt, step })
const finished = (attempt: number, outcome: HostOutcome): HostItem => ({
  state: 'finished', host: 'a', at, attempt, outcome, durationSeconds: 1
})

it.each(hostStateCases)('a host of a run, in the runner, $host', ({ items, startedAt }) => {
  const hostStates = createHostStates(['pi-1'])
  expect(items.map(({ item }) => hostStates.take(item))).toStrictEqual(items.map(({ changes }) => changes))
  const last = items.findLast(({ changes }) => changes)!.item
  expect(hostStates.of('pi-1')).toStrictEqual({ ...last, startedAt })
  expect(resultOf(hostStates.of('pi-1'))).toStrictEqual(last.state === 'finished' ? last : undefined)
})

it('knows when an attempt was first heard of, and at which step it stands', () => {
  const hostStates = createHostStates(['a'])
  const later = (item: HostItem): HostItem => ({ ...item, at: '2026-03-14T09:31:00.000Z' })
  expect([
    underWay(1, 'one'), later(underWay(1, 'one')), later(underWay(1, 'two'))
  ].map((item) => hostStates.take(item))).toStrictEqual([true, false, true])
  expect(hostStates.of('a')).toStrictEqual({ ...later(underWay(1, 'two')), startedAt: at })
  expect(hostStates.take(later(underWay(2, 'two')))).toBe(true)
  expect(hostStates.of('a')).toMatchObject({ attempt: 2, startedAt: '2026-03-14T09:31:00.000Z' })
})

it('has every host wait that it has not heard of, also one that is not the run’s', () => {
  const hostStates = createHostStates(['a'])
  expect([hostStates.of('a'), hostStates.of('stranger')]).toStrictEqual([
    { host: 'a', state: 'waiting', attempt: 0 }, { host: 'stranger', state: 'waiting', attempt: 0 }
  ])
})

it('counts every host of the plan once, and none that is not in it', () => {
  const hostStates = createHostStates(['a', 'b', 'c'])
  for (const item of [
    finished(1, 'updated'), { ...underWay(1, 'x'), host: 'b' }, { ...finished(1, 'failed'), host: 'stranger' }
  ]) hostStates.take(item)
  expect(countHosts(hostStates.all())).toStrictEqual({
    total: 3, waiting: 1, under_way: 1, updated: 1, unchanged: 0, failed: 0, rolled_back: 0, unreachable: 0, skipped: 0
  })
})

it('takes only what the contract knows for an item', () => {
  expect(readHostItem(finished(1, 'updated'))).toStrictEqual(finished(1, 'updated'))
  for (const line of [
    { ...finished(1, 'updated'), outcome: 'ok' }, { ...finished(1, 'updated'), extra: 1 }, 'text', null
  ]) expect(readHostItem(line)).toBeUndefined()
})
