import { expect, it } from 'vitest'
import { linePath, rangeAround, windowStart } from '../../src/admin/page/device/chart-scale.ts'

const frame = { fromMs: 0, toMs: 600_000, low: 0, high: 100, width: 600, height: 100 }

it('draws what was recorded, top for high and right for late', () => {
  expect(linePath([{ at: 0, value: 0 }, { at: 60_000, value: 100 }], frame)).toBe('M0.0 100.0h0.01L0.0 100.0L60.0 0.0')
})

it('breaks the line where nothing was recorded for more than three minutes', () => {
  expect(linePath([{ at: 0, value: 50 }, { at: 180_000, value: 50 }, { at: 360_001, value: 50 }], frame).match(/M/g)).toHaveLength(2)
})

it('gives values without a natural range some room', () => {
  expect(rangeAround([50, 50])).toStrictEqual([45, 55])
  expect(rangeAround([40, 60])).toStrictEqual([37, 63])
})

it('begins with the first value, but looks back ten minutes at least and six hours at most', () => {
  const nowMs = Date.parse('2026-11-25T12:00:00Z')
  const minutesBack = (firstMinutes: number | undefined) => (nowMs - windowStart(firstMinutes === undefined ? undefined : nowMs - firstMinutes * 60_000, nowMs)) / 60_000
  expect([undefined, 1, 45, 600].map(minutesBack)).toStrictEqual([10, 10, 45, 360])
})
