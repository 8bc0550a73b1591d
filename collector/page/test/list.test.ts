import { describe, expect, it } from 'vitest'
import type { ClientStatus } from '@mimamori/contract'
import { filterOf, groups, isInGroup, narrow, noFilter, type Filter } from '../src/list/filter.ts'
import { orderOf, sortClients } from '../src/list/sort.ts'

const client = (clientId: string, changes: Partial<ClientStatus> = {}): ClientStatus => ({
  clientId, hostname: null, ipAddress: null, cpuUsage: null, memoryUsage: null, diskUsage: null, temperature: null, lastBoot: null, lastSeen: '2026-11-25T03:00:00.000Z',
  stale: false, latestLogs: [], name: null, site: 'east', role: 'kiosk', labels: {}, address: null, state: 'active', freshness: 'fresh', reason: null, silentAfterSeconds: 43_200,
  enrolledAt: '2026-01-01T00:00:00.000Z', errorsLast24h: 0, releases: {}, model: null, os: null, agentVersion: null, clockSkewSeconds: null, update: null, lastUpdate: null, warnings: [], ...changes
})
const applyFilter = (clients: readonly ClientStatus[], filter: Filter) => narrow(clients, filter).filter((each) => isInGroup(each, filter.group))
const ids = (clients: readonly ClientStatus[]) => clients.map(({ clientId }) => clientId)

describe('the order', () => {
  it('has the worst first: silent, late, never seen, warned of, well, paused, out of use', () => {
    const fleet = [
      client('retired', { state: 'retired', freshness: 'silent' }), client('paused', { state: 'paused', freshness: 'silent' }), client('well'), client('warned', { warnings: [{ code: 'hot', text: '' }] }),
      client('pending', { state: 'pending', freshness: 'late' }), client('late', { freshness: 'late' }), client('silent', { freshness: 'silent' }), client('never', { state: 'pending', freshness: 'silent' })
    ]
    expect(ids(sortClients(fleet, 'worst'))).toStrictEqual(['never', 'silent', 'late', 'pending', 'warned', 'well', 'paused', 'retired'])
  })

  it('has one whose reports are refused before those that are warned of', () => {
    const refused = client('pi-9', { reason: { code: 'report_refused', text: '', at: null } })
    const fleet = [client('pi-1'), client('pi-2', { warnings: [{ code: 'hot', text: '' }] }), client('pi-3', { freshness: 'late' }), refused]
    expect(ids(sortClients(fleet, 'worst'))).toStrictEqual(['pi-3', 'pi-9', 'pi-2', 'pi-1'])
  })

  it('reads numbers in names as numbers', () => {
    expect(ids(sortClients([client('pi-10'), client('pi-9')], 'name'))).toStrictEqual(['pi-9', 'pi-10'])
  })

  it('by a value has the highest first and the unknown last', () => {
    expect(ids(sortClients([client('none'), client('low', { cpuUsage: 3 }), client('high', { cpuUsage: 90 })], 'cpu'))).toStrictEqual(['high', 'low', 'none'])
  })

  it('is the worst first for an address that names no order', () => {
    expect(orderOf(new URLSearchParams('sort=toString'))).toBe('worst')
    expect(orderOf(new URLSearchParams('sort=disk'))).toBe('disk')
  })
})

describe('the filter', () => {
  const fleet = [
    client('pi-1', { name: '受付', site: '', role: 'signage', releases: { kiosk: '4f2a91c0' } }), client('pi-2', { model: 'Raspberry Pi 5', address: '192.0.2.2' }),
    client('pi-3', { state: 'retired' }), client('pi-5', { reason: { code: 'report_refused', text: '', at: null }, site: 'west' }), client('pi-4', { freshness: 'silent', warnings: [{ code: 'key_weak', text: '' }] })
  ]
  const shown = (query: string) => ids(applyFilter(fleet, filterOf(new URLSearchParams(query))))

  it.each([
    ['', ['pi-1', 'pi-2', 'pi-5', 'pi-4']], ['state=retired', ['pi-3']], ['state=silent', ['pi-4']], ['state=warnings', ['pi-5', 'pi-4']], ['state=fresh', ['pi-1', 'pi-2']], ['state=nonsense', ['pi-1', 'pi-2', 'pi-5', 'pi-4']],
    ['site=', ['pi-1']], ['site=east', ['pi-2', 'pi-4']], ['role=signage', ['pi-1']], ['q=受付', ['pi-1']], ['q=4F2A', ['pi-1']], ['q=raspberry+192', ['pi-2']], ['q=raspberry+受付', []]
  ])('of “%s” shows %j', (query, expected) => {
    expect(shown(query)).toStrictEqual(expected)
  })

  it.each(['fresh', 'late'] as const)('counts a device that said goodbye as not running, and not as %s', (freshness) => {
    const gone = [client('pi-1', { freshness, reason: { code: 'goodbye_poweroff', text: '', at: null } })]
    const counted = groups.filter((group) => applyFilter(gone, { ...noFilter, group }).length > 0)
    expect(counted).toStrictEqual(['all', 'gone'])
  })

  it('without an address is none', () => {
    expect(filterOf(new URLSearchParams())).toStrictEqual(noFilter)
  })
})
