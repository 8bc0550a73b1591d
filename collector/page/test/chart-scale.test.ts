import { expect, it } from 'vitest'
import { chartPaths, gapOf, rangeAround, windowStart } from '../src/devices/page/chart-scale.ts'

const frame = { fromMs: 0, toMs: 600_000, low: 0, high: 100, width: 600, height: 100, gapMs: gapOf(60) }

it('draws what was recorded, top for high and right for late', () => {
  expect(
    chartPaths(
      [
        { at: 0, value: 0 },
        { at: 60_000, value: 100 }
      ],
      frame
    )
  ).toStrictEqual({ line: 'M0.0 100.0L60.0 0.0', dots: '', band: '' })
})

it('breaks the line where nothing was recorded for more than three minutes', () => {
  const recorded = [0, 180_000, 360_001, 420_000].map((at) => ({ at, value: 50 }))
  expect(chartPaths(recorded, frame)).toStrictEqual({ line: 'M0.0 50.0L180.0 50.0M360.0 50.0L420.0 50.0', dots: '', band: '' })
})

it('makes a dot of a point that stands alone', () => {
  const recorded = [0, 60_000, 300_000].map((at) => ({ at, value: 50 }))
  expect(chartPaths(recorded, frame)).toStrictEqual({ line: 'M0.0 50.0L60.0 50.0', dots: 'M300.0 50.0h0.01', band: '' })
  expect(chartPaths([], frame)).toStrictEqual({ line: '', dots: '', band: '' })
})

it('surrounds means by a band from their lowest to their highest values, with the same gaps', () => {
  const steps = [0, 120_000, 480_000, 600_000].map((at) => ({ at, value: 50, min: 40, max: 80 }))
  expect(chartPaths(steps, { ...frame, gapMs: gapOf(120) }).band).toBe(
    'M0.0 20.0L120.0 20.0L120.0 60.0L0.0 60.0ZM480.0 20.0L600.0 20.0L600.0 60.0L480.0 60.0Z'
  )
})

it('takes more than one step and a half without a point for a gap, and never less than three minutes', () => {
  expect([60, 240, 7200].map(gapOf)).toStrictEqual([180_000, 360_000, 10_800_000])
})

it('gives values without a natural range some room', () => {
  expect(rangeAround([50, 50])).toStrictEqual([45, 55])
  expect(rangeAround([40, 60])).toStrictEqual([37, 63])
})

it('begins with the first value, but looks back ten minutes at least and six hours at most', () => {
  const nowMs = Date.parse('2026-11-25T12:00:00Z')
  const minutesBack = (firstMinutes: number | undefined) =>
    (nowMs - windowStart(firstMinutes === undefined ? undefined : nowMs - firstMinutes * 60_000, { nowMs, hasReported: true })) / 60_000
  expect([1, 45, 350, 600].map(minutesBack)).toStrictEqual([10, 45, 350, 360])
  // The oldest of 360 values, one a minute.
  expect([359, 359.5].map(minutesBack)).toStrictEqual([360, 360])
})

it('looks back six hours without a value at a device that has reported before, and ten minutes at one that never has', () => {
  const nowMs = Date.parse('2026-11-25T12:00:00Z')
  expect([true, false].map((hasReported) => (nowMs - windowStart(undefined, { nowMs, hasReported })) / 60_000)).toStrictEqual([360, 10])
})
