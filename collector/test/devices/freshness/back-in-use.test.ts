import { expect, test } from 'vitest'
import { freshnessOf } from '../../../src/devices/freshness/evaluate-status.ts'
import { endPauses } from '../../../src/devices/registry/end-pauses.ts'
import type { Registry } from '../../../src/devices/registry/registry.ts'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'

const hourMs = 3_600_000
const id = 'pi-1'
const start = Date.UTC(2026, 10, 25)
const end = start + 48 * hourMs

test.each<[string, (registry: Registry) => Promise<unknown>, (registry: Registry, round: () => Promise<void>) => Promise<unknown>]>([
  ['resumed', (registry) => registry.pause(id, {}), (registry) => registry.resume(id, { wasHeard: true })],
  ['resumed by the time of its pause', (registry) => registry.pause(id, { untilMs: end }), (_, round) => round()],
  ['retired and brought back with a new key', (registry) => registry.retire(id), (registry) => registry.rotate(id)],
  ['revoked and brought back with a new key', (registry) => registry.revoke(id), (registry) => registry.rotate(id)]
])('a device that was off for two days and is %s has its whole limit to report again', async (_, off, back) => {
  const clock = clockInTest(start)
  const { deps: { registry, connections }, enroll } = await collectorInTest({ clock })
  await enroll({ id })
  connections.seen({ deviceId: id, atMs: clock.nowMs(), isReport: true })
  const freshness = () =>
    freshnessOf({ device: registry.get(id)!, silentAfterSeconds: 43_200, connection: connections.get(id), nowMs: clock.nowMs() })
  await off(registry)
  clock.advance(48 * hourMs)
  expect(freshness()).toBe('silent')
  await back(registry, () => endPauses({ registry, wasHeard: () => true, clock, trust: { trusted: true, hasLeapt: false } }))
  expect(freshness()).toBe('late')
  clock.advance(12 * hourMs)
  expect(freshness()).toBe('late')
  clock.advance(1)
  expect(freshness()).toBe('silent')
})
