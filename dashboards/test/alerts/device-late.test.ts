import { expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { inventory } from './edges.ts'
import { expectedAlert, type ExpectedTexts } from './expected-alert.ts'
import { collectorSeries } from './inventory-series.ts'
import { complaintsAbout, type Expectation } from './rule-test.ts'
import { notation, stay } from './values.ts'

const test = testWith(promtool)

const late = (texts: ExpectedTexts) => expectedAlert(
  'DeviceLate',
  { severity: 'info', device: 'pi-1', site: 'east', role: 'kiosk' },
  { ...texts, page: '/admin/devices/pi-1' }
)
const [now, before] = [late({ value: '' }), late({})]
const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'DeviceLate', firing })

const stateOf = (state: 'active' | 'paused' | 'pending') =>
  Object.fromEntries(
    ['active', 'paused', 'pending'].map((each) => [
      `mimamori_device_state{${inventory},state="${each}"}`,
      notation(stay(60, each === state ? 1 : 0))
    ])
  )
const freshness = {
  [`mimamori_device_freshness{${inventory},freshness="late"}`]: notation([...stay(10, 0), ...stay(20, 1), ...stay(30, 0)])
}
const healthy = collectorSeries({ up: notation(stay(60, 1)), trusted: notation(stay(60, 1)) })

test('DeviceLate fires at once while a device is late, not for one that is paused or never reported, and stays while the collector is stopped', () => {
  expect(
    complaintsAbout([
      { series: { ...healthy, ...freshness, ...stateOf('active') }, expectations: [at('9m'), at('10m', now), at('29m', now), at('30m')] },
      ...(['paused', 'pending'] as const).map((state) => ({
        series: { ...healthy, ...freshness, ...stateOf(state) },
        expectations: [at('20m')]
      })),
      {
        series: {
          ...collectorSeries({ up: notation([...stay(20, 1), ...stay(40, 0)]), trusted: notation(stay(20, 1)) }),
          [`mimamori_device_freshness{${inventory},freshness="late"}`]: notation([...stay(10, 0), ...stay(10, 1)])
        },
        expectations: [at('19m', now), at('59m', before)]
      }
    ])
  ).toBe('')
})
