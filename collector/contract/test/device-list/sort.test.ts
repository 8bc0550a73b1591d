import { expect, test } from 'vitest'
import type { ClientStatus } from '../../src/client-status.ts'
import { isInGroup } from '../../src/device-list/filter.ts'
import { sortClients, type Order } from '../../src/device-list/sort.ts'
import { listedClient as client } from './listed-client.ts'

const sorted = (order: Order, ...clients: readonly ClientStatus[]) =>
  sortClients(clients, { order, reversed: false }).map(({ clientId }) => clientId)
const reversed = (order: Order, ...clients: readonly ClientStatus[]) =>
  sortClients(clients, { order, reversed: true }).map(({ clientId }) => clientId)
const hot = { code: 'hot', text: '' } as const

test('the worst are first: silent, late, never seen, warned of, well, paused, out of use', () => {
  expect(
    sorted(
      'worst',
      client('retired', { state: 'retired', freshness: 'silent' }),
      client('paused', { state: 'paused', freshness: 'silent' }),
      client('well'),
      client('warned', { warnings: [hot] }),
      client('pending', { state: 'pending', freshness: 'late' }),
      client('late', { freshness: 'late' }),
      client('silent', { freshness: 'silent' }),
      client('never', { state: 'pending', freshness: 'silent' })
    )
  ).toEqual(['never', 'silent', 'late', 'pending', 'warned', 'well', 'paused', 'retired'])
})

test('of two with equally severe warnings, the one with more of them is first', () => {
  const fleet = [
    client('a'),
    client('b', { warnings: [hot] }),
    client('c', { warnings: [hot, { code: 'key_weak', text: '' }] }),
    client('d', { freshness: 'late' }),
    client('e', { freshness: 'late', warnings: [hot] })
  ]
  expect(sorted('worst', ...fleet)).toEqual(['e', 'd', 'c', 'b', 'a'])
})

test('one whose site is closed is after all that ought to report, however long it has been silent', () => {
  const fleet = [
    client('closed', { freshness: 'silent', reason: { code: 'off_hours', text: '', at: null } }),
    client('well'),
    client('paused', { state: 'paused' }),
    client('late', { freshness: 'late' })
  ]
  expect(sorted('worst', ...fleet)).toEqual(['late', 'well', 'closed', 'paused'])
  expect(fleet.filter((each) => isInGroup(each, 'off_hours')).length).toBe(1)
})

test('one whose reports are refused is before those that are warned of', () => {
  const refused = client('pi-9', { reason: { code: 'report_refused', text: '', at: null } })
  expect(sorted('worst', client('pi-1'), client('pi-2', { warnings: [hot] }), client('pi-3', { freshness: 'late' }), refused)).toEqual([
    'pi-3',
    'pi-9',
    'pi-2',
    'pi-1'
  ])
})

test('by name those without one stand by their id, numbers are read as numbers, and it goes both ways', () => {
  const fleet = [client('pi-1', { name: 'window' }), client('pi-10'), client('pi-9'), client('pi-2', { name: 'door' })]
  expect(sorted('name', ...fleet)).toEqual(['pi-2', 'pi-9', 'pi-10', 'pi-1'])
  expect(reversed('name', ...fleet)).toEqual(['pi-1', 'pi-10', 'pi-9', 'pi-2'])
})

test('by site, those of one site stand by their name', () => {
  expect(
    sorted('site', client('c', { site: 'west' }), client('b', { site: 'east' }), client('a', { site: 'east' }), client('d', { site: '' }))
  ).toEqual(['d', 'a', 'b', 'c'])
})

test('by when they were last heard, the longest ago is first, and one that never was counts from its enrollment', () => {
  const fleet = [
    client('now', { lastSeen: '2026-11-25T03:00:00.000Z' }),
    client('never', { lastSeen: null, enrolledAt: '2026-11-24T00:00:00.000Z' }),
    client('yesterday', { lastSeen: '2026-11-24T03:00:00.000Z' }),
    client('never-either', { lastSeen: null, enrolledAt: '2026-11-23T00:00:00.000Z' })
  ]
  expect(sorted('lastSeen', ...fleet)).toEqual(['never-either', 'never', 'yesterday', 'now'])
})

test.each([
  ['cpu', 'cpuUsage'],
  ['memory', 'memoryUsage'],
  ['disk', 'diskUsage'],
  ['temperature', 'temperature']
] as const)('by %s the highest is first, or the lowest, and the unknown are last, by name', (order, value) => {
  const fleet = [
    client('none-2'),
    client('low', { [value]: 0 }),
    client('none-1'),
    client('high', { [value]: 90 }),
    client('middle', { [value]: 41 })
  ]
  expect(sorted(order, ...fleet)).toEqual(['high', 'middle', 'low', 'none-1', 'none-2'])
  expect(reversed(order, ...fleet)).toEqual(['low', 'middle', 'high', 'none-1', 'none-2'])
})

test('by errors the most are first', () => {
  expect(sorted('errors', client('none'), client('many', { errorsLast24h: 12 }), client('few', { errorsLast24h: 2 }))).toEqual([
    'many',
    'few',
    'none'
  ])
})

test('the list that is given stays as it is', () => {
  const fleet = [client('b'), client('a')]
  sortClients(fleet, { order: 'name', reversed: false })
  expect(fleet.map(({ clientId }) => clientId)).toEqual(['b', 'a'])
})
