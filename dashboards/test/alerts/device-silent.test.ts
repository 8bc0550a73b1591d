import { describe, expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { expectedAlert } from './expected-alert.ts'
import { collectorSeries, inventoryOf } from './inventory-series.ts'
import { complaints, type Expectation } from './rule-test.ts'

const test = testWith(promtool)

/** Three days of minutes: longer than every case. */
const minutes = 4320
const healthy = collectorSeries({ up: `1x${minutes}`, trusted: `1x${minutes}` })

const firing = (device: string, value?: string, site = 'east') => expectedAlert(
  'DeviceSilent',
  { severity: 'warning', device, site, role: 'kiosk' },
  { page: `/admin/devices/${device}`, ...value !== undefined && { value } }
)
const at = (time: string, ...alerts: Expectation['firing']): Expectation => ({ at: time, alert: 'DeviceSilent', firing: alerts })

describe('DeviceSilent', () => {
  test('is silent at twelve hours and a quarter, fires a minute later, and ends with the first report', () => {
    const series = { ...healthy, ...inventoryOf({ device: 'pi-1', lastSeen: `0x839 50400x${minutes}`, minutes }) }
    expect(complaints(series, [
      at('12h'), at('12h15m'), at('12h16m', firing('pi-1', '12h 16m')), at('13h59m', firing('pi-1', '13h 59m')), at('14h')
    ])).toBe('')
  })

  test('follows the limit of the device', () => {
    const series = { ...healthy, ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, silentAfter: `3600x${minutes}`, minutes }) }
    expect(complaints(series, [at('1h15m'), at('1h16m', firing('pi-1', '1h 16m'))])).toBe('')
  })

  test('counts from enrollment for a device that was never heard', () => {
    const series = { ...healthy, ...inventoryOf({ device: 'pi-1', enrolled: `3600x${minutes}`, state: 'pending', minutes }) }
    expect(complaints(series, [at('13h15m'), at('13h16m', firing('pi-1', '12h 16m'))])).toBe('')
  })

  test('counts from a resume or return that came after the last report, and from a report that came after that', () => {
    const resumedAtOneDay = `86400x${minutes}`
    const series = {
      ...healthy,
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, expectedSince: resumedAtOneDay, minutes }),
      ...inventoryOf({ device: 'pi-2', expectedSince: resumedAtOneDay, state: 'pending', minutes }),
      ...inventoryOf({ device: 'pi-3', lastSeen: `90000x${minutes}`, expectedSince: resumedAtOneDay, minutes })
    }
    expect(complaints(series, [
      at('24h30m'),
      at('36h15m'),
      at('36h16m', firing('pi-1', '12h 16m'), firing('pi-2', '12h 16m')),
      at('37h15m', firing('pi-1', '13h 15m'), firing('pi-2', '13h 15m')),
      at('37h16m', firing('pi-1', '13h 16m'), firing('pi-2', '13h 16m'), firing('pi-3', '12h 16m'))
    ])).toBe('')
  })

  test('leaves a device its whole limit after a pause of two days, however long it was quiet before', () => {
    const state = (each: string) =>
      `mimamori_device_state{device="pi-1",site="east",role="kiosk",job="mimamori-inventory",instance="server:8080",state="${each}"}`
    const series = {
      ...healthy,
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, expectedSince: `0x59 stale _x2879 176400x${minutes}`, minutes }),
      [state('paused')]: `0x59 1x2880 0x${minutes}`,
      [state('active')]: `1x59 0x2880 1x${minutes}`
    }
    expect(complaints(series, [at('48h'), at('49h16m'), at('61h15m'), at('61h18m', firing('pi-1', '12h 18m'))])).toBe('')
  })

  test('speaks of a device without site and role too', () => {
    const series = {
      ...healthy,
      'mimamori_device_enrolled_timestamp_seconds{device="pi-1",site="",role=""}': `0x${minutes}`,
      'mimamori_device_silent_after_seconds{device="pi-1",site="",role=""}': `43200x${minutes}`
    }
    const expected = expectedAlert('DeviceSilent', { severity: 'warning', device: 'pi-1' }, { value: '13h 0m', page: '/admin/devices/pi-1' })
    expect(complaints(series, [at('13h', expected)])).toBe('')
  })

  test('names each silent device once, and no other', () => {
    const series = {
      ...healthy,
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, minutes }),
      ...inventoryOf({ device: 'pi-2', lastSeen: `0+60x${minutes}`, minutes }),
      ...inventoryOf({ device: 'pi-3', site: 'west', lastSeen: `0x${minutes}`, minutes })
    }
    expect(complaints(series, [at('13h', firing('pi-1', '13h 0m'), firing('pi-3', '13h 0m', 'west'))])).toBe('')
  })

  test.each(['paused', 'retired', 'revoked'] as const)('leaves a %s device alone', (state) => {
    const series = { ...healthy, ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, state, minutes }) }
    expect(complaints(series, [at('13h'), at('48h')])).toBe('')
  })

  test('is not doubled by a second collector of the same fleet', () => {
    const series = {
      ...healthy,
      ...collectorSeries({ up: `1x${minutes}`, trusted: `1x${minutes}`, instance: 'second:8080' }),
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, minutes }),
      ...inventoryOf({ device: 'pi-1', lastSeen: `60x${minutes}`, instance: 'second:8080', minutes })
    }
    expect(complaints(series, [at('13h', firing('pi-1', '12h 59m'))])).toBe('')
  })

  test('stays through a collector that is away for thirteen hours, and ends with the report that follows', () => {
    const series = {
      ...collectorSeries({ up: `1x839 0x779 1x${minutes}`, trusted: `1x839 stale _x779 1x${minutes}` }),
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x839 stale _x779 0x59 100800x${minutes}`, minutes })
    }
    expect(complaints(series, [
      at('13h59m', firing('pi-1', '13h 59m')), at('14h', firing('pi-1', '14h 0m')), at('14h2m', firing('pi-1')),
      at('20h', firing('pi-1')), at('26h59m', firing('pi-1')),
      at('27h', firing('pi-1', '1d 3h 0m')), at('27h59m', firing('pi-1', '1d 3h 59m')), at('28h1m')
    ])).toBe('')
  })

  test('raises nothing after a collector that was away for thirteen hours, for devices that then report within ten minutes', () => {
    const returned = 60 * 14
    const series = {
      ...collectorSeries({ up: `1x59 0x779 1x${minutes}`, trusted: `1x59 stale _x779 1x${minutes}` }),
      ...inventoryOf({ device: 'pi-1', lastSeen: `0+60x59 stale _x779 3540x10 ${(returned + 11) * 60}+60x${minutes}`, minutes })
    }
    expect(complaints(series, [at('14h'), at('14h11m'), at('14h16m'), at('15h'), at('30h')])).toBe('')
  })

  test('fires for every silent device although one scrape of the inventory in fourteen minutes takes too long', () => {
    const isMissed = (minute: number): boolean => minute % 14 === 13
    const each = (value: number, otherwise: number | 'stale'): string =>
      Array.from({ length: 760 }, (_, minute) => isMissed(minute) ? otherwise : value).join(' ')
    const devices = ['pi-1', 'pi-2', 'pi-3']
    const series = {
      ...collectorSeries({ up: each(1, 0), trusted: each(1, 'stale') }),
      ...Object.fromEntries(devices.flatMap((device) => Object.entries(inventoryOf({ device, lastSeen: '0', minutes: 1 }))
        .map(([name, values]) => [name, each(Number(values.split('x')[0]), 'stale')])))
    }
    expect(complaints(series, [at('12h15m'), at('12h16m', ...devices.map((device) => firing(device, '12h 16m')))])).toBe('')
  })

  test('starts nothing while the collector does not trust its clock, and then counts as it should', () => {
    const series = {
      ...collectorSeries({ up: `1x${minutes}`, trusted: `0x899 1x${minutes}` }),
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, minutes })
    }
    expect(complaints(series, [at('14h59m'), at('15h14m'), at('15h15m', firing('pi-1', '15h 15m'))])).toBe('')
  })

  test('carries on what fires while the clock is not trusted, but not for a device that is then paused', () => {
    const paused =
      'mimamori_device_state{device="pi-2",site="east",role="kiosk",job="mimamori-inventory",instance="server:8080",state="paused"}'
    const series = {
      ...collectorSeries({ up: `1x${minutes}`, trusted: `1x799 0x${minutes}` }),
      ...inventoryOf({ device: 'pi-1', lastSeen: `0x${minutes}`, minutes }),
      ...inventoryOf({ device: 'pi-2', lastSeen: `0x${minutes}`, minutes }),
      [paused]: `0x899 1x${minutes}`
    }
    expect(complaints(series, [at('13h21m', firing('pi-1'), firing('pi-2')), at('15h1m', firing('pi-1'))])).toBe('')
  })
})
