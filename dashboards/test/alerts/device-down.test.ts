import { expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { inventory } from './edges.ts'
import { expectedAlert, type ExpectedTexts } from './expected-alert.ts'
import { collectorSeries, inventoryOf } from './inventory-series.ts'
import { complaints, type Expectation, type Series } from './rule-test.ts'
import { climb, notation, stay, type Values } from './values.ts'

const test = testWith(promtool)

const steps = 120

interface Scene {
  /** For how long it has sent nothing, as the collector counts; undefined: its last message was a shutdown report. */
  readonly quiet: Values
  /** When it was last heard, in minutes. */
  readonly lastSeen: Values
  readonly expected?: Values
  readonly fresh: Values
  readonly severity?: 'warning' | 'critical'
  readonly downAfter?: Values
  readonly up?: Values
  readonly answers?: Values
}

const seriesOf = (
  { quiet, lastSeen, fresh, expected = stay(steps, 1), severity = 'warning', downAfter = stay(steps, 600), up = stay(steps, 1), answers = [] }: Scene
): Series => ({
  ...collectorSeries({ up: notation(up), trusted: notation(up) }),
  ...inventoryOf({
    device: 'pi-1', lastSeen: notation(lastSeen.map((minute) => minute === undefined ? undefined : minute * 60)), minutes: steps
  }),
  [`mimamori_device_quiet_seconds{${inventory}}`]: notation(quiet),
  [`mimamori_device_expected{${inventory}}`]: notation(expected),
  [`mimamori_device_freshness{${inventory},freshness="fresh"}`]: notation(fresh),
  [`mimamori_device_reachable{${inventory}}`]: notation(answers),
  [`mimamori_device_down_after_seconds{${inventory},severity="${severity}"}`]: notation(downAfter)
})

const down = (texts: ExpectedTexts, severity = 'warning') => expectedAlert(
  'DeviceDown',
  { severity, device: 'pi-1', site: 'east', role: 'kiosk' },
  { ...texts, page: '/admin/devices/pi-1' }
)
const since = (minutes: number, severity?: string) => down({ value: `${minutes}m` }, severity)
const at = (minute: number, ...firing: Expectation['firing']): Expectation => ({ at: `${minute}m`, alert: 'DeviceDown', firing })

/** It dies in minute 10 and reports again from minute 40 on. */
const dies: Scene = {
  quiet: [...stay(11, 0), ...climb(29, 60, 60), ...stay(80, 0)],
  lastSeen: [...climb(11, 0, 1), ...stay(29, 10), ...climb(80, 40, 1)],
  fresh: [...stay(14, 1), ...stay(26, 0), ...stay(80, 1)]
}

test('DeviceDown fires once the limit has passed, with the severity that is set, and ends with the next report', () => {
  expect(complaints(seriesOf(dies), [at(20), at(21, since(11)), at(39, since(29)), at(40)])).toBe('')
  expect(complaints(seriesOf({ ...dies, severity: 'critical', downAfter: stay(steps, 300) }), [at(15), at(16, since(6, 'critical')), at(40)])).toBe('')
})

test('DeviceDown says of a device that answers, such as one whose exporter is gone, that its power and network work', () => {
  const answers = [...stay(25, undefined), ...stay(5, 0), ...stay(10, 1), ...stay(80, undefined)]
  expect(
    complaints(seriesOf({ ...dies, answers }), [at(24, since(14)), at(28, since(18)), at(32, down({ value: '22m', answers: true }))])
  ).toBe('')
})

test('DeviceDown says nothing of a device that has sent a shutdown report', () => {
  expect(complaints(seriesOf({
    ...dies, quiet: [...stay(11, 0), ...stay(29, undefined), ...stay(80, 0)]
  }), [at(30), at(39), at(60)])).toBe('')
})

test('DeviceDown does not start while the site is closed, and does not end because it closes', () => {
  const stopped: Scene = {
    quiet: [...stay(11, 0), ...climb(109, 60, 60)], lastSeen: [...climb(11, 0, 1), ...stay(109, 10)],
    fresh: [...stay(14, 1), ...stay(106, 0)]
  }
  expect(complaints(seriesOf({
    ...stopped, expected: [...stay(15, 1), ...stay(45, 0), ...stay(60, 1)]
  }), [at(30), at(59), at(60, since(50))])).toBe('')
  expect(complaints(seriesOf({ ...stopped, expected: [...stay(30, 1), ...stay(90, 0)] }), [
    at(29, since(19)), at(45, since(35)), at(65, since(55))
  ])).toBe('')
})

test('DeviceDown does not start at the closed site to which a device that has stopped was moved', () => {
  const until30 = <Value extends number>(values: readonly Value[]): Values => [...values.slice(0, 30), ...stay(90, undefined)]
  const from30 = <Value extends number>(values: readonly Value[]): Values => [...stay(30, undefined), ...values.slice(30)]
  const stopped = { quiet: [...stay(11, 0), ...climb(109, 60, 60)], lastSeen: [...climb(11, 0, 1), ...stay(109, 10)], fresh: stay(120, 0) }
  const [before, after] = [until30, from30].map((during) => seriesOf({
    quiet: during(stopped.quiet), lastSeen: during(stopped.lastSeen), fresh: during(stopped.fresh), downAfter: during(stay(120, 600)),
    expected: during([...stay(30, 1), ...stay(30, 0), ...stay(60, 1)])
  }))
  const atWest = Object.fromEntries(Object.entries(before!).map(([name, values]) => [name.replace('site="east"', 'site="west"'), values]))
  const west = expectedAlert(
    'DeviceDown', { severity: 'warning', device: 'pi-1', site: 'west', role: 'kiosk' }, { value: '21m', page: '/admin/devices/pi-1' }
  )
  expect(complaints({ ...atWest, ...after }, [at(31, west), at(45), at(59), at(60, since(50))])).toBe('')
})

test('DeviceDown raises nothing after five minutes without the collector, and what fires goes on through its restart', () => {
  const away = [...stay(10, 1), ...stay(5, 0), ...stay(105, 1)]
  const healthy: Scene = {
    up: away, quiet: [...stay(10, 0), ...stay(110, 0)], lastSeen: [...climb(10, 0, 1), ...stay(5, undefined), ...climb(105, 15, 1)],
    fresh: stay(steps, 1)
  }
  expect(complaints(seriesOf(healthy), [12, 14, 15, 17, 30].map((minute) => at(minute)))).toBe('')
  // Away from minute 30 to 35; the collector that starts then counts anew.
  const gone = <Value extends number>(values: readonly Value[]): Values =>
    values.map((value, minute) => minute >= 30 && minute < 35 ? undefined : value)
  const restarted: Scene = {
    up: [...stay(30, 1), ...stay(5, 0), ...stay(85, 1)],
    quiet: gone([...stay(11, 0), ...climb(24, 60, 60), ...climb(85, 0, 60)]),
    lastSeen: gone([...climb(11, 0, 1), ...stay(109, 10)]),
    fresh: gone([...stay(14, 1), ...stay(106, 0)])
  }
  expect(complaints(seriesOf(restarted), [at(29, since(19)), at(34, down({})), at(36, since(26)), at(65, since(55))])).toBe('')
})
