import { expect, it } from 'vitest'
import { currentKeyMetrics } from '../../../src/devices/key-metrics/current-key-metrics.ts'

const keyMetrics = { atMs: 1_000_000, cpuUsageRatio: 0.5 }
const connection = { intervalSeconds: 60, reportsTotal: 1, dropped: {} }
const at = (nowMs: number) => currentKeyMetrics(keyMetrics, { connection, nowMs })

it('are shown for three intervals, as long as the device’s live series', () => {
  expect(at(1_000_000)).toBe(keyMetrics)
  expect(at(1_180_000)).toBe(keyMetrics)
  expect(at(1_180_001)).toBeUndefined()
})

it('are none of a device that was never heard, or that has sent none', () => {
  expect(currentKeyMetrics(keyMetrics, { connection: undefined, nowMs: 1_000_000 })).toBeUndefined()
  expect(currentKeyMetrics(undefined, { connection, nowMs: 1_000_000 })).toBeUndefined()
})
