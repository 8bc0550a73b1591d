import type { HostItem, HostOutcome } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { readHostItem } from '../../src/events/host-item.ts'
import { countHosts, createHostStates } from '../../src/events/host-states.ts'

const at = '2026-03-14T09:30:00.000Z'
const underWay = (attempt: number, step: string): HostItem => ({ state: 'under_way', host: 'a', at, attempt, step })
const finished = (attempt: number, outcome: HostOutcome): HostItem => ({ state: 'finished', host: 'a', at, attempt, outcome, durationSeconds: 1 })

it('keeps the first outcome of an attempt, whatever comes after it', () => {
  const hostStates = createHostStates(['a'])
  expect([underWay(1, 'one'), finished(1, 'rolled_back'), finished(1, 'failed'), underWay(1, 'late')].map((item) => hostStates.take(item))).toStrictEqual([true, true, false, false])
  expect(hostStates.of('a')).toMatchObject({ state: 'finished', result: { outcome: 'rolled_back' } })
})

it('takes a failure for the truth where it comes after a success of the same attempt', () => {
  const hostStates = createHostStates(['a'])
  expect([finished(1, 'updated'), finished(1, 'failed'), finished(1, 'updated')].map((item) => hostStates.take(item))).toStrictEqual([true, true, false])
  expect(hostStates.of('a')).toMatchObject({ result: { outcome: 'failed' } })
})

it('takes what a host has reported for the truth, whether it comes before or after what was presumed of it', () => {
  const presumed: HostItem = { state: 'finished', host: 'a', at, attempt: 1, outcome: 'failed', presumed: true, durationSeconds: 1 }
  for (const items of [[presumed, finished(1, 'updated')], [finished(1, 'updated'), presumed]]) {
    const hostStates = createHostStates(['a'])
    for (const item of items) hostStates.take(item)
    expect(hostStates.of('a')).toMatchObject({ result: { outcome: 'updated' } })
  }
})

it('lets a higher attempt take the place of a lower, and never the other way', () => {
  const hostStates = createHostStates(['a'])
  for (const item of [finished(1, 'unreachable'), underWay(2, 'again'), finished(1, 'updated')]) hostStates.take(item)
  expect(hostStates.of('a')).toStrictEqual({ host: 'a', state: 'under_way', attempt: 2, startedAt: at, step: 'again' })
})

it('knows when an attempt was first heard of, and at which step it stands', () => {
  const hostStates = createHostStates(['a'])
  const later = (item: HostItem): HostItem => ({ ...item, at: '2026-03-14T09:31:00.000Z' })
  expect([underWay(1, 'one'), later(underWay(1, 'one')), later(underWay(1, 'two'))].map((item) => hostStates.take(item))).toStrictEqual([true, false, true])
  expect(hostStates.of('a')).toStrictEqual({ host: 'a', state: 'under_way', attempt: 1, startedAt: at, step: 'two' })
  expect(hostStates.take(later(underWay(2, 'two')))).toBe(true)
  expect(hostStates.of('a')).toMatchObject({ attempt: 2, startedAt: '2026-03-14T09:31:00.000Z' })
})

it('has every host wait that it has not heard of, also one that is not the run’s', () => {
  const hostStates = createHostStates(['a'])
  expect([hostStates.of('a'), hostStates.of('stranger')]).toStrictEqual([{ host: 'a', state: 'waiting', attempt: 0 }, { host: 'stranger', state: 'waiting', attempt: 0 }])
})

it('counts every host of the plan once, and none that is not in it', () => {
  const hostStates = createHostStates(['a', 'b', 'c'])
  for (const item of [finished(1, 'updated'), { ...underWay(1, 'x'), host: 'b' }, { ...finished(1, 'failed'), host: 'stranger' }]) hostStates.take(item)
  expect(countHosts(hostStates.all())).toStrictEqual({ total: 3, waiting: 1, under_way: 1, updated: 1, unchanged: 0, failed: 0, rolled_back: 0, unreachable: 0, skipped: 0 })
})

it('takes only what the contract knows for an item', () => {
  expect(readHostItem(finished(1, 'updated'))).toStrictEqual(finished(1, 'updated'))
  for (const line of [{ ...finished(1, 'updated'), outcome: 'ok' }, { ...finished(1, 'updated'), extra: 1 }, 'text', null]) expect(readHostItem(line)).toBeUndefined()
})
