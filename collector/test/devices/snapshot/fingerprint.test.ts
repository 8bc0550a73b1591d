import { expect, it } from 'vitest'
import type { DeviceSnapshot } from '../../../src/devices/snapshot/device-snapshot.ts'
import { fingerprint } from '../../../src/devices/snapshot/fingerprint.ts'
import { connectionInTest, deviceInTest, snapshotInTest } from '../snapshot-in-test.ts'

const update = { release: 'kiosk', run: '20261125-085000-0a1b2c', outcome: 'updated', finishedMs: 50, durationSeconds: 1 } as const
const snapshot = snapshotInTest({
  connection: connectionInTest(100),
  status: { freshness: 'fresh', certain: true, reason: { code: 'report_refused', atMs: 90 } },
  keyMetrics: { atMs: 80 },
  updates: { last: update }
})

it.each<[string, Partial<DeviceSnapshot>]>([
  ['what the administrator said of it', { device: { ...snapshot.device, name: 'another' } }],
  ['its freshness', { status: { ...snapshot.status, freshness: 'late' } }],
  ['whether its status is certain', { status: { ...snapshot.status, certain: false } }],
  ['the reason', { status: { ...snapshot.status, reason: { code: 'key_refused', atMs: 90 } } }],
  ['the time of the reason', { status: { ...snapshot.status, reason: { code: 'report_refused', atMs: 91 } } }],
  ['when it was last heard', { connection: connectionInTest(101) }],
  ['that two share its key', { connection: connectionInTest(100, { conflict: { atMs: 100, senders: [] } }) }],
  ['its key metrics', { keyMetrics: { atMs: 81 } }],
  ['that they hold', { keyMetrics: undefined }],
  ['its errors', { errorsLast24h: 1 }],
  ['an update that is under way', { updates: { last: update, underWay: { run: '20261125-095000-0a1b2c', sinceMs: 100 } } }],
  ['the run of its last update', { updates: { last: { ...update, run: '20261125-095000-0a1b2c' } } }],
  ['the time of its last update', { updates: { last: { ...update, finishedMs: 51 } } }],
  ['another release that has failed in the same run', { updates: { last: { ...update, release: 'sensor' } } }],
  ['an update of its agent', { updates: { last: update, agent: { ...update, release: 'mimamori-agent' } } }]
])('a device’s fingerprint changes with %s', (_, change) => {
  expect(fingerprint({ ...snapshot, ...change })).not.toBe(fingerprint(snapshot))
})

it('stays the same where nothing but the moment has changed, and is another for each device', () => {
  expect(fingerprint({ ...snapshot, nowMs: snapshot.nowMs + 1000 })).toBe(fingerprint(snapshot))
  expect(fingerprint({ ...snapshot, device: deviceInTest('pi-1') })).not.toBe(fingerprint(snapshot))
})
