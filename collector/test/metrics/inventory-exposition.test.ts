import { describe, expect, it } from 'vitest'
import { parseFamilies } from '@mimamori/exporter/text-format'
import { timeSlice } from '../../src/platform/event-loop/time-slice.ts'
import type { DeviceSnapshot } from '../../src/devices/snapshot/device-snapshot.ts'
import { inventoryMetrics, printInventory } from '../../src/metrics/inventory/inventory-exposition.ts'
import type { Device } from '../../src/devices/registry/device.ts'
import { lastUpdates } from '../../src/updates/device-updates.ts'
import { connectionInTest, deviceInTest, snapshotInTest } from '../devices/snapshot-in-test.ts'
import { goldenFile } from '../golden-file.ts'

const logLinesTotal = { debug: 0, info: 12, warn: 3, error: 1 }

/** One device of each kind that the exposition treats differently. */
const fleet: readonly DeviceSnapshot[] = [
  snapshotInTest({
    device: deviceInTest('pi-fresh'),
    connection: {
      lastSeenMs: 1_700_000_100_500,
      intervalSeconds: 60,
      clockSkewSeconds: -0.25,
      hostname: 'kiosk "1"',
      reportedAddress: '192.0.2.11',
      agentVersion: '0.1.0',
      reportsTotal: 7,
      dropped: { logs: 2, journal: 20, made_up: 5 },
      spoolOldestAgeMs: 90_000,
      conflict: { atMs: 1_699_950_000_000, senders: [] }
    },
    quietMs: 1500,
    status: { freshness: 'fresh', certain: true },
    keyMetrics: { atMs: 1_700_000_100_500, cpuUsageRatio: 0.25, memoryUsageRatio: 0.5, diskUsageRatio: 0.75, temperatureCelsius: 48.312 },
    facts: { model: 'Raspberry Pi 4 Model B Rev 1.4', os: 'Debian GNU/Linux 13 (trixie)', releases: { kiosk: '2026.11.2' }, measures: {} },
    logLinesTotal,
    content: [
      { name: 'lobby-signage', isCurrent: false, number: 3, bytesLeft: 1048576 },
      { name: 'kiosk-settings', isCurrent: true, number: 12, bytesLeft: 0 }
    ],
    updates: lastUpdates([
      {
        release: 'kiosk',
        run: '20231114-220000-0a1b2c',
        outcome: 'rolled_back',
        finishedMs: 1_700_000_050_000,
        durationSeconds: 41.5,
        lastSuccessMs: 1_699_000_000_000
      },
      {
        release: 'mimamori-agent',
        run: '20231114-221000-0a1b2c',
        outcome: 'updated',
        finishedMs: 1_700_000_060_000,
        durationSeconds: 20,
        lastSuccessMs: 1_700_000_060_000
      }
    ])
  }),
  snapshotInTest({ device: deviceInTest('pi-never', { state: 'pending', site: '', role: '' }) }),
  snapshotInTest({
    device: deviceInTest('pi-paused', { state: 'paused' }),
    connection: connectionInTest(1_699_999_000_000),
    logLinesTotal
  }),
  snapshotInTest({
    device: deviceInTest('pi-retired', { state: 'retired' }),
    connection: connectionInTest(1_690_000_000_000, { reportsTotal: 9 }),
    status: { freshness: 'silent', certain: true },
    logLinesTotal
  }),
  snapshotInTest({
    device: deviceInTest('pi-silent'),
    limits: { silentAfterSeconds: 3600, downAfterSeconds: 900, downSeverity: 'critical' },
    connection: connectionInTest(1_699_900_000_000, { reportsTotal: 5, spoolOldestAgeMs: 1000, refusedAtMs: 1_700_000_000_000 }),
    status: { freshness: 'silent', certain: true, reachable: false },
    logLinesTotal
  })
]

const print = async (snapshots: readonly DeviceSnapshot[]) => {
  let exposition = ''
  for await (const piece of printInventory(snapshots, timeSlice({ monotonicMs: () => 0 }))) exposition += piece
  return exposition
}

const series = (exposition: string, name: string, of: string) =>
  parseFamilies(exposition).find((family) => family.name === name)?.samples.filter(({ labels }) => labels?.device === of) ?? []

describe('the inventory exposition', () => {
  it('is as its golden file says', async () => {
    await expect(await print(fleet)).toMatchFileSnapshot(goldenFile('inventory.prom'))
  })

  it('has every family for a device that reports', async () => {
    const exposition = await print(fleet)
    const missing = inventoryMetrics.filter(({ name }) => series(exposition, name, 'pi-fresh').length === 0).map(({ name }) => name)
    expect(missing).toEqual(['mimamori_device_reachable', 'mimamori_device_key_refused_timestamp_seconds'])
  })

  it('shows a device that never reported, without a last-seen and without any value of 0 for what is unknown', async () => {
    const exposition = await print(fleet)
    const names = parseFamilies(exposition)
      .filter(({ samples }) => samples.some(({ labels }) => labels?.device === 'pi-never'))
      .map(({ name }) => name)
    expect(names).toContain('mimamori_device_enrolled_timestamp_seconds')
    expect(names).toContain('mimamori_device_silent_after_seconds')
    expect(names.filter((name) => /last_seen|usage|temperature|skew|reachable|spool|refused|conflict/.test(name))).toEqual([])
  })

  it('says since when a device is expected: from its enrollment or its resume, whichever was later, and not while it is paused', async () => {
    const expectedSince = async (rest: Partial<Device>) => {
      const exposition = await print([{ ...fleet[0]!, device: deviceInTest('pi', rest) }])
      return series(exposition, 'mimamori_device_expected_since_timestamp_seconds', 'pi').map(({ value }) => value)
    }
    expect(await expectedSince({})).toEqual([1_700_000_000])
    expect(await expectedSince({ stateSinceMs: 1_700_000_050_500 })).toEqual([1_700_000_050.5])
    expect(await expectedSince({ state: 'pending', stateSinceMs: 1_700_000_050_500 })).toEqual([1_700_000_050.5])
    for (const state of ['paused', 'retired', 'revoked'] as const) {
      expect(await expectedSince({ state, stateSinceMs: 1_700_000_050_500 })).toEqual([])
    }
  })

  it('says that a device is not expected in the off-hours of its site, also one that reports', async () => {
    const expected = async (rest: Partial<DeviceSnapshot>) =>
      series(await print([snapshotInTest({ device: deviceInTest('pi'), ...rest })]), 'mimamori_device_expected', 'pi').map(
        ({ value }) => value
      )
    expect(await expected({ status: { freshness: 'silent', certain: true, offHours: true } })).toEqual([0])
    expect(await expected({ status: { freshness: 'fresh', certain: true, offHours: true } })).toEqual([0])
    expect(await expected({ status: { freshness: 'silent', certain: true } })).toEqual([1])
  })

  it('says when a key was refused, until the device is heard or has a new key', async () => {
    const refused = async ({ lastSeenMs, createdAtMs }: { lastSeenMs: number, createdAtMs: number }) => {
      const exposition = await print([snapshotInTest({
        device: deviceInTest('pi', { keys: [{ hash: 'x', weak: false, createdAtMs }] }),
        connection: connectionInTest(lastSeenMs, { refusedAtMs: 1_700_000_000_000 })
      })])
      return series(exposition, 'mimamori_device_key_refused_timestamp_seconds', 'pi').map(({ value }) => value)
    }
    expect(await refused({ lastSeenMs: 1_699_999_000_000, createdAtMs: 1_690_000_000_000 })).toEqual([1_700_000_000])
    expect(await refused({ lastSeenMs: 1_700_000_001_000, createdAtMs: 1_690_000_000_000 })).toEqual([])
    expect(await refused({ lastSeenMs: 1_699_999_000_000, createdAtMs: 1_700_000_001_000 })).toEqual([])
  })

  it('keeps of a retired device only enrollment, last-seen, state, info, and that it is not expected', async () => {
    const exposition = await print(fleet)
    const names = parseFamilies(exposition)
      .filter(({ samples }) => samples.some(({ labels }) => labels?.device === 'pi-retired'))
      .map(({ name }) => name)
    expect(names.sort()).toEqual(
      ['enrolled_timestamp_seconds', 'expected', 'info', 'last_seen_timestamp_seconds', 'state'].map((name) => `mimamori_device_${name}`)
    )
    expect(series(exposition, 'mimamori_device_expected', 'pi-retired')[0]!.value).toBe(0)
  })

  it('prints each family once, also over more devices than are printed in one go', async () => {
    const many = Array.from({ length: 350 }, (_, i): DeviceSnapshot => ({ ...fleet[0]!, device: deviceInTest(`pi-${i}`) }))
    const families = parseFamilies(await print(many))
    expect(families.find(({ name }) => name === 'mimamori_device_state')!.samples).toHaveLength(350 * 5)
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length)
  })
})
