import { expect, it } from 'vitest'
import { warningsOf, type WarningEvidence } from '../../../src/devices/warnings/warnings.ts'
import { connectionInTest, deviceInTest, snapshotInTest } from '../snapshot-in-test.ts'

const nowMs = Date.parse('2026-11-25T03:00:00Z')
const device = deviceInTest('pi', { address: '192.0.2.3' })
const connection = connectionInTest(nowMs)
const fresh: WarningEvidence = snapshotInTest({
  nowMs,
  device,
  connection,
  status: { freshness: 'fresh', certain: true },
  keyMetrics: { atMs: nowMs }
})
const senders = [{ address: '192.0.2.3', hostname: 'pi' }, { address: '192.0.2.9', hostname: 'pi' }]
const conflictAt = (atMs: number) => ({ atMs, senders })
const codes = (changes: Partial<WarningEvidence>) => warningsOf({ ...fresh, ...changes }).map(({ code }) => code)

it('has none for a device that is well', () => {
  expect(
    codes({
      connection: { ...connection, reportedAddress: '192.0.2.3', clockSkewSeconds: 2 },
      keyMetrics: { atMs: nowMs, diskUsageRatio: 0.5, temperatureCelsius: 55 }
    })
  ).toStrictEqual([])
})

it('warns from the limit on, not below', () => {
  expect(codes({ keyMetrics: { atMs: nowMs, diskUsageRatio: 0.9, memoryUsageRatio: 0.9, temperatureCelsius: 80 } })).toStrictEqual([
    'disk_full',
    'memory_short',
    'hot'
  ])
  expect(codes({ keyMetrics: { atMs: nowMs, diskUsageRatio: 0.899, memoryUsageRatio: 0.899, temperatureCelsius: 79.9 } })).toStrictEqual([])
  expect(codes({ connection: { ...connection, clockSkewSeconds: -61 } })).toStrictEqual(['clock_wrong'])
  expect(codes({ connection: { ...connection, clockSkewSeconds: 60 } })).toStrictEqual([])
})

it('puts the gravest first', () => {
  const facts = { releases: {}, measures: {}, rootReadOnly: true, undervoltage: true, throttledSinceBoot: true }
  expect(codes({ facts, connection: { ...connection, conflict: conflictAt(nowMs - 1000) } })).toStrictEqual([
    'identity_conflict',
    'root_read_only',
    'undervoltage'
  ])
  expect(codes({ facts: { releases: {}, measures: {}, throttledSinceBoot: true } })).toStrictEqual(['throttled_since_boot'])
  expect(codes({ facts: { releases: {}, measures: {}, throttled: true, throttledSinceBoot: true } })).toStrictEqual(['throttled'])
})

it('names the watched services that do not run', () => {
  const facts = { releases: {}, measures: {}, watchedDown: ['chromium', 'kiosk.service'], undervoltage: true }
  expect(warningsOf({ ...fresh, facts })).toStrictEqual([
    { code: 'watched_service_down', found: 'chromium, kiosk.service' },
    { code: 'undervoltage' }
  ])
})

it('names the checks that fail and the services that are restarted again and again, while the device reports', () => {
  const facts = {
    releases: {},
    measures: {},
    checksFailing: ['camera', 'kiosk'],
    watchedRestarting: ['kiosk.service'],
    watchedDown: ['ssh.service']
  }
  expect(warningsOf({ ...fresh, facts })).toStrictEqual([
    { code: 'watched_service_down', found: 'ssh.service' },
    { code: 'watched_check_failing', found: 'camera, kiosk' },
    { code: 'watched_service_restarting', found: 'kiosk.service' }
  ])
  expect(codes({ facts, status: { freshness: 'late', certain: true } })).toStrictEqual([])
})

it('compares addresses only where both are addresses', () => {
  expect(codes({ connection: { ...connection, reportedAddress: '192.0.2.9' } })).toStrictEqual(['address_differs'])
  expect(
    codes({ connection: { ...connection, reportedAddress: '192.0.2.9' }, device: { ...device, address: 'pi.factory.lan' } })
  ).toStrictEqual([])
  expect(codes({ connection: { ...connection, reportedAddress: 'pi.factory.lan' } })).toStrictEqual([])
})

it('warns of a weak key until it is revoked', () => {
  const key = { hash: 'x', createdAtMs: 0, weak: true }
  expect(codes({ device: { ...device, keys: [key] } })).toStrictEqual(['key_weak'])
  expect(codes({ device: { ...device, keys: [{ ...key, revokedAtMs: 5 }] } })).toStrictEqual([])
})

it('asks to put the new key to use where the weak one was rotated, not to rotate again', () => {
  const [weak, strong] = [{ hash: 'x', createdAtMs: 0, weak: true }, { hash: 'y', createdAtMs: 1, weak: false }]
  expect(codes({ device: { ...device, keys: [weak, strong] } })).toStrictEqual(['key_rotating'])
  expect(codes({ device: { ...device, keys: [{ ...weak, revokedAtMs: 5 }, strong] } })).toStrictEqual([])
})

it('says nothing of the moment while the device is not fresh, and nothing at all once it is retired', () => {
  const evidence: Partial<WarningEvidence> = {
    status: { freshness: 'late', certain: true },
    keyMetrics: undefined,
    facts: {
      releases: {},
      measures: {},
      undervoltage: true,
      throttled: true,
      throttledSinceBoot: true,
      rootReadOnly: true,
      watchedDown: ['kiosk.service']
    },
    connection: { ...connection, reportedAddress: '192.0.2.9', clockSkewSeconds: 5000, conflict: conflictAt(nowMs) }
  }
  expect(codes(evidence)).toStrictEqual(['identity_conflict'])
  expect(codes({ ...evidence, facts: { releases: {}, measures: {}, throttledSinceBoot: true } })).toStrictEqual(['identity_conflict'])
  for (const state of ['retired', 'revoked'] as const) expect(codes({ ...evidence, device: { ...device, state } })).toStrictEqual([])
})

it('warns of two that share a key for a day after the last change between them', () => {
  const dayMs = 86_400_000
  expect(codes({ connection: { ...connection, conflict: conflictAt(nowMs - dayMs + 1) } })).toStrictEqual(['identity_conflict'])
  expect(codes({ connection: { ...connection, conflict: conflictAt(nowMs - dayMs) } })).toStrictEqual([])
})

it('names the two that share a key, and says nothing that only follows from their being two', () => {
  const facts = { releases: {}, measures: {}, watchedRestarting: ['kiosk.service'] }
  const evidence = { ...fresh, facts, connection: { ...connection, reportedAddress: '192.0.2.9' } }
  expect(warningsOf(evidence).map(({ code }) => code)).toStrictEqual(['watched_service_restarting', 'address_differs'])
  expect(warningsOf({ ...evidence, connection: { ...evidence.connection, conflict: conflictAt(nowMs) } })).toStrictEqual([
    { code: 'identity_conflict', value: nowMs, senders }
  ])
})
