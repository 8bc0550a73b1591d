import { expect, it } from 'vitest'
import { warningsOf, type WarningEvidence } from '../../../src/devices/warnings/warnings.ts'
import type { Contact } from '../../../src/devices/connection/presence.ts'
import type { Device } from '../../../src/devices/registry/device.ts'

const nowMs = Date.parse('2026-11-25T03:00:00Z')
const device: Device = { id: 'pi', address: '192.0.2.3', site: '', role: '', labels: {}, state: 'active', stateSinceMs: 0, silentAfterSeconds: 43_200, enrolledAtMs: 0, keys: [] }
const contact: Contact = { lastSeenMs: nowMs, intervalSeconds: 60, reportsTotal: 1, dropped: {} }
const codes = (changes: Partial<WarningEvidence>) =>
  warningsOf({ device, contact, vitals: { atMs: nowMs }, facts: { releases: {}, measures: {} }, fresh: true, nowMs, ...changes }).map(({ code }) => code)

it('has none for a device that is well', () => {
  expect(codes({ contact: { ...contact, reportedAddress: '192.0.2.3', clockSkewSeconds: 2 }, vitals: { atMs: nowMs, diskUsageRatio: 0.5, temperatureCelsius: 55 } })).toStrictEqual([])
})

it('warns from the limit on, not below', () => {
  expect(codes({ vitals: { atMs: nowMs, diskUsageRatio: 0.9, temperatureCelsius: 80 } })).toStrictEqual(['disk_full', 'hot'])
  expect(codes({ vitals: { atMs: nowMs, diskUsageRatio: 0.899, temperatureCelsius: 79.9 } })).toStrictEqual([])
  expect(codes({ contact: { ...contact, clockSkewSeconds: -61 } })).toStrictEqual(['clock_wrong'])
})

it('puts the gravest first', () => {
  const facts = { releases: {}, measures: {}, rootReadOnly: true, undervoltage: true, throttledSinceBoot: true }
  expect(codes({ facts, contact: { ...contact, conflictAtMs: nowMs - 1000 } })).toStrictEqual(['identity_conflict', 'root_read_only', 'undervoltage'])
  expect(codes({ facts: { releases: {}, measures: {}, throttledSinceBoot: true } })).toStrictEqual(['throttled_since_boot'])
})

it('compares addresses only where both are addresses', () => {
  expect(codes({ contact: { ...contact, reportedAddress: '192.0.2.9' } })).toStrictEqual(['address_differs'])
  expect(codes({ contact: { ...contact, reportedAddress: '192.0.2.9' }, device: { ...device, address: 'pi.factory.lan' } })).toStrictEqual([])
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
  const evidence = { fresh: false, vitals: undefined, facts: { releases: {}, measures: {}, undervoltage: true }, contact: { ...contact, clockSkewSeconds: 5000, conflictAtMs: nowMs } }
  expect(codes(evidence)).toStrictEqual(['identity_conflict'])
  expect(codes({ ...evidence, device: { ...device, state: 'retired' } })).toStrictEqual([])
})
