import { expect, it } from 'vitest'
import { createKeyMetricsHistory } from '../../../src/devices/key-metrics/memory-key-metrics-store.ts'

const minute = 60_000

it('keeps six hours of one a minute, and lets the oldest go for the next', () => {
  const history = createKeyMetricsHistory()
  for (let at = 0; at < 360; at += 1) history.add({ atMs: at * minute })
  expect(history.all()).toHaveLength(360)
  expect(history.all()[0]).toEqual({ atMs: 0 })
  history.add({ atMs: 360 * minute })
  expect(history.all()).toHaveLength(360)
  expect(history.all()[0]).toEqual({ atMs: minute })
})

it('lets the newest of a minute stand for it, also where that is the only one', () => {
  const history = createKeyMetricsHistory()
  history.add({ atMs: 0, temperatureCelsius: 40 })
  history.add({ atMs: minute - 1, temperatureCelsius: 41 })
  expect(history.all()).toEqual([{ atMs: minute - 1, temperatureCelsius: 41 }])
  history.add({ atMs: minute, temperatureCelsius: 42 })
  history.add({ atMs: minute + 1, temperatureCelsius: 43 })
  expect(history.all()).toEqual([{ atMs: minute - 1, temperatureCelsius: 41 }, { atMs: minute + 1, temperatureCelsius: 43 }])
})

it('takes late ones for the minutes that have none, wherever they lie, and lets the oldest go where there are too many', () => {
  const history = createKeyMetricsHistory()
  const temperature = (at: number, temperatureCelsius: number) => ({ atMs: at * minute, temperatureCelsius })
  history.fill([temperature(0, 1)])
  for (const at of [3, 4, 8]) history.add(temperature(at, 0))
  history.fill([temperature(2, 1), temperature(4, 1), temperature(5, 1), temperature(6, 1)])
  expect(history.all()).toEqual([
    temperature(0, 1),
    temperature(2, 1),
    temperature(3, 0),
    temperature(4, 0),
    temperature(5, 1),
    temperature(6, 1),
    temperature(8, 0)
  ])
  history.add(temperature(9, 0))
  expect(history.all().at(-1)).toEqual(temperature(9, 0))
  history.fill(Array.from({ length: 360 }, (_, i) => temperature(i - 350, 1)))
  expect([history.all().length, history.all()[0]]).toEqual([360, temperature(-350, 1)])
})
