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
