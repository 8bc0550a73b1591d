import { expect, it } from 'vitest'
import { statusKeyMetrics } from '../../../src/devices/key-metrics/status-key-metrics.ts'

const status = { clientId: 'pi', hostname: 'pi', ipAddress: '10.0.0.1', cpuUsage: 25, memoryUsage: 50, diskUsage: 100 }
const ratios = { atMs: 7, cpuUsageRatio: 0.25, memoryUsageRatio: 0.5, diskUsageRatio: 1 }

it('are ratios of what a status says in per cent, and its temperature', () => {
  expect(statusKeyMetrics({ ...status, temperature: 0 }, 7)).toStrictEqual({ ...ratios, temperatureCelsius: 0 })
})

it('have no temperature where the status has none', () => {
  expect(statusKeyMetrics(status, 7)).toStrictEqual(ratios)
  expect(statusKeyMetrics({ ...status, temperature: null }, 7)).toStrictEqual(ratios)
})
