import { defaultLimits } from '@mimamori/contract/default-limits'
import type { Connection } from '../../src/devices/connection/connection.ts'
import type { DeviceSnapshot } from '../../src/devices/snapshot/device-snapshot.ts'
import type { Device } from '../../src/devices/registry/device.ts'

export const deviceInTest = (id: string, rest: Partial<Device> = {}): Device => ({
  id, site: 'north', role: 'kiosk', labels: {}, state: 'active', stateSinceMs: 0, limits: {}, enrolledAtMs: 1_700_000_000_000, keys: [],
  ...rest
})

export const connectionInTest = (lastSeenMs: number, rest: Partial<Connection> = {}): Connection => ({
  lastSeenMs,
  intervalSeconds: 60,
  reportsTotal: 1,
  dropped: {},
  ...rest
})

/** What is known of a device of which nothing was heard yet, with what a test says instead. */
export const snapshotInTest = (rest: Partial<DeviceSnapshot> = {}): DeviceSnapshot => ({
  nowMs: 1_700_000_100_000,
  device: deviceInTest('pi-1'),
  limits: defaultLimits,
  connection: undefined,
  quietMs: 0,
  status: { freshness: 'late', certain: true },
  keyMetrics: undefined,
  facts: { releases: {}, measures: {} },
  warnings: [],
  updates: {},
  content: [],
  logLinesTotal: { debug: 0, info: 0, warn: 0, error: 0 },
  errorsLast24h: 0,
  latestLogs: [],
  ...rest
})
