import { describe, expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { expectedAlert } from './expected-alert.ts'
import { collectorSeries } from './inventory-series.ts'
import { complaintsAbout, type Expectation, type Series } from './rule-test.ts'
import { notation, stay, type Values } from './values.ts'

const test = testWith(promtool)

const steps = 120
const healthy = collectorSeries({ up: notation(stay(steps, 1)), trusted: notation(stay(steps, 1)) })

/** Silent from the tenth minute until the sixtieth. */
const silentForAWhile: Values = [...stay(10, 0), ...stay(50, 1), ...stay(60, 0)]

interface Device { readonly id: string, readonly site?: string, readonly silent?: Values, readonly state?: 'active' | 'pending' | 'paused' }

const device = ({ id, site = '東工場', silent = stay(steps, 0), state = 'active' }: Device): Series => {
  const labels = `device="${id}",site="${site}",role="kiosk",job="mimamori-inventory",instance="server:8080"`
  return {
    ...Object.fromEntries(
      ['pending', 'active', 'paused'].map((each) => [
        `mimamori_device_state{${labels},state="${each}"}`,
        notation(stay(silent.length, each === state ? 1 : 0))
      ])
    ),
    [`mimamori_device_freshness{${labels},freshness="silent"}`]: notation(silent)
  }
}
const devices = (count: number, given: Omit<Device, 'id'> = {}, prefix = 'pi'): Series =>
  Object.assign({}, ...Array.from({ length: count }, (_, i) => device({ id: `${prefix}-${i}`, ...given }))) as Series

const firing = (value?: string, site = '東工場') => expectedAlert(
  'SiteSilent',
  { severity: 'warning', site },
  { page: `/admin?site=${encodeURIComponent(site)}`, ...value !== undefined && { value } }
)
const at = (time: string, ...alerts: Expectation['firing']): Expectation => ({ at: time, alert: 'SiteSilent', firing: alerts })

describe('SiteSilent', () => {
  test('fires once for a site of which nearly all devices are silent, five minutes before they do, and ends with the second that is back', () => {
    const almostAll = { ...healthy, ...devices(9, { silent: silentForAWhile }), ...devices(1, {}, 'on-its-own-power') }
    expect(complaintsAbout([{ series: almostAll, expectations: [at('19m'), at('20m', firing('9')), at('59m', firing('9')), at('1h')] }])).toBe('')
  })

  test('says nothing of a site with two devices, with a fifth that report, or with none but new ones', () => {
    const silent = silentForAWhile
    expect(complaintsAbout([{
      series: {
        ...healthy,
        ...devices(2, { silent, site: 'two' }, 'two'),
        ...devices(8, { silent, site: 'fifth' }, 'fifth'), ...devices(2, { site: 'fifth' }, 'fresh'),
        ...devices(5, { silent, site: 'new', state: 'pending' }, 'new'),
        ...devices(5, { silent, site: '' }, 'nowhere')
      },
      expectations: [at('40m')]
    }])).toBe('')
  })

  test('fires for smaller sites once five of them are wholly silent, and for each until it reports, also when fewer are left', () => {
    const shops = Object.assign(
      {},
      ...[20, 30, 40, 50, 60].map((until, shop) =>
        devices(
          1 + (shop % 2),
          { site: `shop-${shop}`, silent: [...stay(shop, 0), ...stay(until - shop, 1), ...stay(steps - until, 0)] },
          `shop-${shop}`
        )
      )
    ) as Series
    const half = { ...devices(1, { site: 'half', silent: silentForAWhile }, 'half'), ...devices(1, { site: 'half' }, 'well') }
    const firingSites = (...sites: readonly number[]): Expectation['firing'] =>
      sites.map((shop) => firing(`${1 + (shop % 2)}`, `shop-${shop}`))
    expect(
      complaintsAbout([
        {
          series: { ...healthy, ...shops, ...half },
          expectations: [
            at('13m'),
            at('14m', ...firingSites(0, 1, 2, 3, 4)),
            at('19m', ...firingSites(0, 1, 2, 3, 4)),
            at('49m', ...firingSites(3, 4)),
            at('59m', ...firingSites(4)),
            at('1h')
          ]
        }
      ])
    ).toBe('')
  })

  test('says nothing of four smaller sites that are silent', () => {
    const shops = Object.assign(
      {},
      ...[0, 1, 2, 3].map((shop) => devices(2, { site: `shop-${shop}`, silent: silentForAWhile }, `shop-${shop}`))
    ) as Series
    expect(complaintsAbout([{ series: { ...healthy, ...shops }, expectations: [at('40m')] }])).toBe('')
  })

  test('does not count devices that are off on purpose', () => {
    const series = { ...healthy, ...devices(9, { silent: silentForAWhile }), ...devices(9, { state: 'paused' }, 'paused') }
    expect(complaintsAbout([{ series, expectations: [at('20m', firing('9'))] }])).toBe('')
  })

  test('stays while the collector is stopped', () => {
    const series = {
      ...collectorSeries({ up: notation([...stay(30, 1), ...stay(90, 0)]), trusted: notation(stay(30, 1)) }),
      ...devices(9, { silent: silentForAWhile.slice(0, 30) })
    }
    expect(complaintsAbout([{ series, expectations: [at('29m', firing('9')), at('1h59m', firing())] }])).toBe('')
  })
})
