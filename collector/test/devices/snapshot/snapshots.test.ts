import { describe, expect, it } from 'vitest'
import { defaultLimits } from '@mimamori/contract/default-limits'
import { createSnapshots, type SnapshotSources } from '../../../src/devices/snapshot/snapshots.ts'
import { connectionInTest, deviceInTest } from '../snapshot-in-test.ts'

const nowMs = 1_700_000_100_000
const devices = [deviceInTest('pi-1'), deviceInTest('pi-2')]

/** Sources that note who was asked for what of whom; changes take the place of their answers. */
const arrange = (changes: Partial<SnapshotSources> = {}) => {
  const asked: string[] = []
  const answer = <Value>(source: string, value: Value) => (deviceId: string, what?: number): Value => {
    asked.push(source === 'latest logs' ? `${what} ${source} of ${deviceId}` : `${source} of ${deviceId}`)
    return value
  }
  const snapshots = createSnapshots({
    registry: { get: (id) => devices.find((device) => device.id === id), all: () => devices },
    limits: { of: () => defaultLimits },
    connections: { get: answer('connection', connectionInTest(nowMs)), listeningMs: () => 0 },
    statusEvaluator: { evaluate: ({ device }) => answer('status', { freshness: 'fresh', certain: true } as const)(device.id) },
    keyMetrics: { latest: answer('key metrics', { atMs: nowMs, diskUsageRatio: 0.95 }) },
    facts: { of: answer('facts', { releases: { kiosk: 'v1' }, measures: {} }) },
    updates: { device: answer('updates', {}) },
    content: () => [],
    logs: {
      linesTotal: answer('log lines', { debug: 0, info: 0, warn: 0, error: 0 }),
      errorsLast24h: answer('errors', 0),
      latest: answer('latest logs', [])
    },
    ...changes
  })
  return { snapshots, asked }
}

describe('a snapshot of a device', () => {
  it('asks each source once, however often it is read, and those that cost much only when they are read', () => {
    const { snapshots, asked } = arrange()
    const snapshot = snapshots.of('pi-1', nowMs)!
    const cheap = ['connection', 'status', 'key metrics', 'updates', 'log lines', 'errors'].map((source) => `${source} of pi-1`)
    expect(asked).toEqual(cheap)
    for (let times = 0; times < 2; times += 1) {
      expect(snapshot.warnings).toEqual([{ code: 'disk_full', value: 0.95 }])
      expect(snapshot.facts.releases).toEqual({ kiosk: 'v1' })
    }
    expect(snapshot.warnings).toBe(snapshot.warnings)
    expect(asked).toEqual([...cheap, 'facts of pi-1'])
    expect(snapshot.latestLogs).toEqual([])
    expect(asked.at(-1)).toBe('5 latest logs of pi-1')
  })

  it.each([
    ['is not fresh', { statusEvaluator: { evaluate: () => ({ freshness: 'late', certain: true }) } } satisfies Partial<SnapshotSources>],
    [
      'is fresh, but of which no report was taken for three intervals',
      { keyMetrics: { latest: () => ({ atMs: nowMs - 180_001, diskUsageRatio: 0.95 }) } } satisfies Partial<SnapshotSources>
    ]
  ])('that %s has no key metrics though the last ones are known, and no warning about them', (_, changes) => {
    const { keyMetrics, warnings } = arrange(changes).snapshots.of('pi-1', nowMs)!
    expect(keyMetrics).toBeUndefined()
    expect(warnings).toEqual([])
  })

  it('has the key metrics of its last report for three intervals to the end', () => {
    const atMs = nowMs - 180_000
    expect(arrange({ keyMetrics: { latest: () => ({ atMs }) } }).snapshots.of('pi-1', nowMs)!.keyMetrics).toEqual({ atMs })
  })

  it('that is not enrolled there is none', () => {
    expect(arrange().snapshots.of('pi-9', nowMs)).toBeUndefined()
  })

  it('of each device is made when it is asked for', () => {
    const { snapshots, asked } = arrange()
    const made = snapshots.all(nowMs)[Symbol.iterator]()
    expect((made.next().value as { device: { id: string } }).device.id).toBe('pi-1')
    expect(asked.some((question) => question.endsWith('pi-2'))).toBe(false)
  })
})
