import { describe, expect, it } from 'vitest'
import { createKeyMetricsStore } from '../../../src/devices/key-metrics/memory-key-metrics-store.ts'

const minute = 60_000

describe('the keyMetrics of a device', () => {
  it('are the last recorded, and a history of one a minute, oldest first', () => {
    const store = createKeyMetricsStore()
    store.record('pi', { atMs: 10 * minute, cpuUsageRatio: 0.25 })
    store.record('pi', { atMs: 10 * minute + 30_000, cpuUsageRatio: 0.5 })
    store.record('pi', { atMs: 11 * minute, temperatureCelsius: 50 })
    expect(store.latest('pi')).toEqual({ atMs: 11 * minute, temperatureCelsius: 50 })
    expect(store.history('pi')).toEqual([{ atMs: 10 * minute + 30_000, cpuUsageRatio: 0.5 }, { atMs: 11 * minute, temperatureCelsius: 50 }])
  })

  it('begin anew where the clock was set back', () => {
    const store = createKeyMetricsStore()
    store.record('pi', { atMs: 100 * minute, cpuUsageRatio: 1 })
    store.record('pi', { atMs: 50 * minute, cpuUsageRatio: 0 })
    expect(store.history('pi')).toEqual([{ atMs: 50 * minute, cpuUsageRatio: 0 }])
  })

  it('are forgotten on request', () => {
    const store = createKeyMetricsStore()
    store.record('pi', { atMs: 1 })
    store.forget('pi')
    expect(store.latest('pi')).toBeUndefined()
    expect(store.history('pi')).toEqual([])
  })
})
