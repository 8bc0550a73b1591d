import { expect, it } from 'vitest'
import { createRestarts, restartFamily } from '../../../src/devices/facts/restarts.ts'

const minuteMs = 60_000
const unit = (name: string, value: number) => ({ name: restartFamily, labels: { name }, value })

/** What is found of a device whose unit has these totals, a report each `everyMinutes`. */
const found = (totals: readonly number[], everyMinutes = 5) => {
  const restarts = createRestarts()
  return totals.map((total, i) => restarts.often('pi', [unit('kiosk.service', total)], 1_000_000 + i * everyMinutes * minuteMs)).at(-1)
}

it.each([
  ['six restarts within the hour', [0, 1, 2, 3, 4, 5, 6], ['kiosk.service']],
  ['five', [0, 1, 2, 3, 4, 5], []],
  ['six at once', [3, 9], ['kiosk.service']],
  ['what was counted before the first report', [40], []],
  ['a counter that began anew', [3, 5, 0, 2, 4], ['kiosk.service']]
])('counts as Prometheus does: %s', (_what, totals, expected) => {
  expect(found(totals)).toEqual(expected)
})

it('counts those of the last hour alone', () => {
  expect(found([0, ...Array<number>(11).fill(5), 6])).toEqual(['kiosk.service'])
  expect(found([0, ...Array<number>(12).fill(5), 6])).toEqual([])
  expect(found([0, 9], 60)).toEqual([])
})

it('counts each unit of each device by itself, and forgets a device', () => {
  const restarts = createRestarts()
  const report = (device: string, a: number, b: number, atMs: number) =>
    restarts.often(device, [unit('a.service', a), unit('b.service', b)], atMs)
  report('pi-1', 0, 0, 1000)
  report('pi-2', 0, 0, 1000)
  expect([report('pi-1', 6, 5, 2000), report('pi-2', 5, 6, 2000)]).toEqual([['a.service'], ['b.service']])
  restarts.forget('pi-1')
  expect(report('pi-1', 12, 12, 3000)).toEqual([])
})
