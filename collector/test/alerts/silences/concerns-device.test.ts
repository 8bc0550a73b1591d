import { expect, test } from 'vitest'
import { concernsDevice } from '../../../src/alerts/silences/concerns-device.ts'

const place = { device: 'pi-kiosk-03', site: 'north' }
const matcher = (name: string, value: string, { isRegex = false, isEqual = true } = {}) => ({ name, value, isRegex, isEqual })

test.each([
  ['its device', [matcher('device', 'pi-kiosk-03')], true],
  ['its site', [matcher('site', 'north')], true],
  ['one alert of its site', [matcher('site', 'north'), matcher('alertname', 'DiskFull')], true],
  ['several devices, itself among them', [matcher('device', 'pi-kiosk-01|pi-kiosk-03', { isRegex: true })], true],
  [
    'several sites with names of any script, and spaces, its own among them',
    [matcher('site', '第一工場|第二 工場|north', { isRegex: true })],
    true
  ],
  ['another device', [matcher('device', 'pi-kiosk-04')], false],
  ['another device of its site', [matcher('site', 'north'), matcher('device', 'pi-kiosk-04')], false],
  ['its site without itself', [matcher('site', 'north'), matcher('device', 'pi-kiosk-03', { isEqual: false })], false],
  ['its site without another', [matcher('site', 'north'), matcher('device', 'pi-kiosk-04', { isEqual: false })], true],
  ['an alert everywhere', [matcher('alertname', 'DiskFull')], false],
  ['all that are not at a site', [matcher('site', 'south', { isEqual: false })], false],
  ['what a pattern may or may not match', [matcher('device', '(pi-)+kiosk-0.', { isRegex: true })], false]
])('a silence for %s', (_what, matchers, concerns) => {
  expect(concernsDevice(matchers, place)).toBe(concerns)
})
