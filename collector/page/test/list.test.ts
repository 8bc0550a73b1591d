import { describe, expect, it } from 'vitest'
import type { ClientStatus } from '@mimamori/contract'
import { conditionOf, conditions, groups, isInGroup, narrow, parts, type Filter, type Order } from '@mimamori/contract/device-list'
import { listedClient as client } from '../../contract/test/device-list/listed-client.ts'
import { filterOf, noFilter } from '../src/devices/list/filter.ts'
import { directionOf, sortingAfterClick, sortingOf, sortParameter } from '../src/devices/list/sort.ts'
import { inLanguage } from './in-language.ts'

const applyFilter = (clients: readonly ClientStatus[], filter: Filter) =>
  narrow(clients, filter, ({ freshness }) => [{ fresh: '稼働中', late: '遅延', silent: '報告なし' }[freshness]]).filter((each) =>
    isInGroup(each, filter.group)
  )
const by = (order: Order) => ({ order, reversed: false })
const ids = (clients: readonly ClientStatus[]) => clients.map(({ clientId }) => clientId)

describe('the order', () => {
  it('is that of the address, and the worst first where it names none', () => {
    expect(sortingOf(new URLSearchParams('sort=toString'))).toStrictEqual(by('worst'))
    expect(sortingOf(new URLSearchParams('sort=disk'))).toStrictEqual(by('disk'))
    for (const sorting of [by('worst'), by('disk'), { order: 'worst', reversed: true }, { order: 'cpu', reversed: true }] as const) {
      expect(sortingOf(new URLSearchParams(Object.entries({ sort: sortParameter(sorting) ?? '' })))).toStrictEqual(sorting)
    }
  })

  it('is another after a click on another header, and the other way round after one on the same', () => {
    expect(sortingAfterClick(by('worst'), 'cpu')).toStrictEqual(by('cpu'))
    expect(sortingAfterClick(by('cpu'), 'cpu')).toStrictEqual({ order: 'cpu', reversed: true })
    expect(sortingAfterClick({ order: 'cpu', reversed: true }, 'cpu')).toStrictEqual(by('cpu'))
  })

  it.each([
    ['cpu', false, 'descending'],
    ['cpu', true, 'ascending'],
    ['name', false, 'ascending'],
    ['name', true, 'descending'],
    ['worst', false, 'descending']
  ] as const)('by %s, reversed: %s, is called %s', (order, reversed, direction) => {
    expect(directionOf({ order, reversed })).toBe(direction)
  })
})

describe('the filter', () => {
  const fleet = [
    client('pi-1', { name: '受付', site: '', role: 'signage', releases: { kiosk: '4f2a91c0' } }),
    client('pi-2', { model: 'Raspberry Pi 5', address: '192.0.2.2', labels: { board: 'ラズベリー' } }),
    client('pi-3', { state: 'retired' }),
    client('pi-5', { reason: { code: 'report_refused', text: '', at: null }, site: 'west' }),
    client('pi-4', { freshness: 'silent', warnings: [{ code: 'key_weak', text: 'Give it a new key with “rotate”.' }] })
  ]
  const shown = (query: string) => ids(applyFilter(fleet, filterOf(new URLSearchParams(query))))

  it.each([
    ['', ['pi-1', 'pi-2', 'pi-5', 'pi-4']],
    ['state=retired', ['pi-3']],
    ['state=silent', ['pi-4']],
    ['state=refused', ['pi-5']],
    ['state=warnings', ['pi-5', 'pi-4']],
    ['state=fresh', ['pi-1', 'pi-2']],
    ['state=nonsense', ['pi-1', 'pi-2', 'pi-5', 'pi-4']],
    ['site=', ['pi-1']],
    ['site=east', ['pi-2', 'pi-4']],
    ['role=signage', ['pi-1']],
    ['q=受付', ['pi-1']],
    ['q=4F2A', ['pi-1']],
    ['q=raspberry+192', ['pi-2']],
    ['q=raspberry+受付', []],
    ['q=ＰＩ－１', ['pi-1']],
    ['q=%EF%BE%97%EF%BD%BD%EF%BE%9E%EF%BE%8D%EF%BE%9E%EF%BE%98%EF%BD%B0', ['pi-2']],
    ['q=報告なし', ['pi-4']],
    ['q=rotate', ['pi-4']],
    ['q=report_refused', ['pi-5']],
    ['q=更新に失敗', []]
  ])('of “%s” shows %j', (query, expected) => {
    expect(shown(query)).toStrictEqual(expected)
  })

  it.each(['fresh', 'late'] as const)('counts a device that sent a shutdown report as not running, and not as %s', (freshness) => {
    const gone = [client('pi-1', { freshness, reason: { code: 'goodbye_poweroff', text: '', at: null } })]
    const counted = groups.filter((group) => applyFilter(gone, { ...noFilter, group }).length > 0)
    expect(counted).toStrictEqual(['all', 'gone'])
  })

  it.each(conditions)('counts a device that is %s once among those that make up all, or not at all', (condition) => {
    const reasons = {
      off: 'goodbye_poweroff',
      restarting: 'goodbye_reboot',
      stopped: 'goodbye_stopped',
      refused: 'report_refused',
      off_hours: 'off_hours'
    } as const
    const one = client('pi-1', {
      ...(condition === 'pending' || condition === 'paused' || condition === 'retired' || condition === 'revoked'
        ? { state: condition }
        : {}),
      ...(condition === 'silent' || condition === 'late' ? { freshness: condition } : condition === 'pending' ? { freshness: 'late' } : {}),
      ...(condition === 'down' && { freshness: 'late', down: true }),
      ...(condition in reasons && { reason: { code: reasons[condition as keyof typeof reasons], text: '', at: null } })
    })
    expect(conditionOf(one)).toBe(condition)
    expect(parts.filter((part) => isInGroup(one, part))).toHaveLength(isInGroup(one, 'all') ? 1 : 0)
  })

  it('finds devices by the names of the counts, which are not their states', async () => {
    const load = () => import('../src/devices/list/state-names.ts')
    const stateNames = { en: (await inLanguage('en', load)).stateNames, ja: (await inLanguage('ja', load)).stateNames }
    const found = (text: string, language: 'en' | 'ja') =>
      ids(
        narrow(
          [
            client('off', { reason: { code: 'goodbye_poweroff', text: '', at: null } }),
            client('well'),
            client('hot', { warnings: [{ code: 'hot', text: '' }] }),
            client('old', { state: 'retired' })
          ],
          { ...noFilter, text },
          stateNames[language]
        )
      )
    expect([found('not running', 'en'), found('電源オフ', 'ja'), found('with warnings', 'en'), found('廃止・失効', 'ja')]).toEqual([
      ['off'],
      ['off'],
      ['hot'],
      ['old']
    ])
  })

  it('without an address is none', () => {
    expect(filterOf(new URLSearchParams())).toStrictEqual(noFilter)
  })
})
