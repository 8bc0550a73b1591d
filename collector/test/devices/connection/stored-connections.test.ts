import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Envelope } from '@mimamori/contract'
import { mainDatabase } from '../../../src/main-database.ts'
import { openConnections, type StoredConnections } from '../../../src/devices/connection/stored-connections.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../../src/platform/storage/storage.ts'
import { clockInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

let directory: string
let storage: Storage
let connections: StoredConnections
const seenByRegistry: string[] = []
let clock = clockInTest(0)

const open = async () => {
  storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  const registry = { markSeen: (id: string) => { seenByRegistry.push(id) } }
  connections = await openConnections({ storage, clock, intervalSeconds: 60, registry, onFlushFailed: (error) => { throw error } })
}
const reopen = async () => {
  await storage.close()
  await open()
}

beforeEach(async () => {
  directory = temporaryDirectory()
  seenByRegistry.length = 0
  clock = clockInTest(0)
  await open()
})
afterEach(async () => {
  await connections.close().catch(() => {})
  await storage.close().catch(() => {})
})

const stream = 'aaaaaaaaaaaaaaaa'
const envelope = (rest: Partial<Envelope> = {}): Envelope => ({
  clientId: undefined,
  stream,
  kind: 'report',
  sequence: 1,
  boot: 'b'.repeat(16),
  bootStartedMs: undefined,
  attemptBoot: 'b'.repeat(16),
  attemptMonotonicMs: 5000,
  attemptWallMs: 1_000_000,
  clockSynchronised: true,
  spoolOldestAgeMs: undefined,
  dropped: undefined,
  agentVersion: undefined,
  contentVersion: undefined,
  shutdownReason: undefined,
  ...rest
})

describe('connections', () => {
  it('knows across a restart when a device was last seen, once that is flushed', async () => {
    connections.seen({ deviceId: 'pi', atMs: 1_100_000, envelope: envelope({ agentVersion: '1.2.3' }), hostname: 'kiosk', isReport: true })
    await connections.flush()
    await reopen()
    expect(connections.get('pi')).toMatchObject({
      lastSeenMs: 1_100_000,
      hostname: 'kiosk',
      agentVersion: '1.2.3',
      clockSkewSeconds: -100,
      reportsTotal: 1
    })
    expect(seenByRegistry).toEqual(['pi'])
  })

  it('knows across a restart since when nobody could scrape: since the collector last heard anybody', async () => {
    connections.seen({ deviceId: 'pi-1', atMs: 1_000_000, envelope: envelope(), isReport: true })
    connections.scraped('pi-1', 1_010_000)
    connections.seen({ deviceId: 'pi-2', atMs: 1_050_000, envelope: envelope({ kind: 'logs' }) })
    await connections.flush()
    await reopen()
    expect(connections.gaps('pi-1', 1_055_000)).toEqual([{ fromMs: 0, untilMs: 1_010_000 }, { fromMs: 1_050_000 }])
    connections.seen({ deviceId: 'pi-1', atMs: 1_060_000, envelope: envelope(), isReport: true })
    expect(connections.awaitsScrape('pi-1', 1_061_000)).toBe(true)
    connections.scraped('pi-1', 1_070_000)
    expect(connections.awaitsScrape('pi-1', 1_071_000)).toBe(false)
    await connections.flush()
    await reopen()
    expect(connections.gaps('pi-1', 1_080_000)).toEqual([
      { fromMs: 0, untilMs: 1_010_000 },
      { fromMs: 1_050_000, untilMs: 1_070_000 },
      { fromMs: 1_060_000 }
    ])
    expect(connections.gaps('unheard', 1_080_000)).toEqual([{ fromMs: 0 }])
  })

  it('flushes all of a large fleet that was heard in one moment', async () => {
    const ids = Array.from({ length: 1001 }, (_, i) => `pi-${i}`)
    for (const [i, deviceId] of ids.entries()) connections.seen({ deviceId, atMs: i })
    await connections.flush()
    await reopen()
    expect(ids.map((id) => connections.get(id)?.lastSeenMs)).toEqual(ids.map((_, i) => i))
  })

  it('shows counters only as they are on the disk', async () => {
    connections.seen({ deviceId: 'pi', atMs: 1, isReport: true })
    expect(connections.get('pi')?.reportsTotal).toBe(0)
    await connections.flush()
    expect(connections.get('pi')?.reportsTotal).toBe(1)
  })

  it('counts how long a device has sent nothing by the clock that nobody can set, ' +
    'and after a start from when each has had its turn', async () => {
    connections.seen({ deviceId: 'pi', atMs: 9 })
    clock.advance(400_000)
    expect(connections.get('pi')).toMatchObject({ quietMs: 400_000 })
    await connections.flush()
    await reopen()
    expect([connections.get('pi')?.quietMs, connections.listeningMs()]).toEqual([undefined, 0])
    clock.advance(90_000)
    expect(connections.listeningMs()).toBe(30_000)
  })

  it('keeps what could not be written for the next time', async () => {
    let full = true
    const failing: Storage = { ...storage, commit: (unit) => full ? Promise.reject(new Error('disk full')) : storage.commit(unit) }
    const other = await openConnections({
      storage: failing, clock, intervalSeconds: 60, registry: { markSeen: () => {} }, onFlushFailed: () => {}
    })
    other.seen({ deviceId: 'pi', atMs: 9 })
    await expect(other.flush()).rejects.toThrow('disk full')
    full = false
    await other.flush()
    await reopen()
    expect(connections.get('pi')?.lastSeenMs).toBe(9)
    await other.close()
  })

  it('has written all that can be written when it says that some could not', async () => {
    let commits = 0
    const failing: Storage = {
      ...storage,
      commit: (unit) => (commits++ === 0 ? Promise.reject(new Error('disk full')) : storage.commit(unit)),
      query: (name, parameters) => storage.query(name, parameters)
    }
    const other = await openConnections({
      storage: failing, clock, intervalSeconds: 60, registry: { markSeen: () => {} }, onFlushFailed: () => {}
    })
    const ids = Array.from({ length: 601 }, (_, i) => `pi-${i}`)
    for (const deviceId of ids) other.seen({ deviceId, atMs: 1, isReport: true })
    await expect(other.flush()).rejects.toThrow('disk full')
    expect(ids.filter((id) => other.get(id)?.reportsTotal === 1)).toEqual(ids.slice(200))
    await other.close()
    expect(ids.filter((id) => other.get(id)?.reportsTotal === 1)).toEqual(ids)
  })

  it('acknowledges the highest sequence of each stream of reports, also after a restart', async () => {
    const report = (stream: string, sequence: number): void => {
      connections.seen({ deviceId: 'pi', atMs: 1, envelope: envelope({ stream, sequence }), isReport: true })
    }
    report(stream, 5)
    report(stream, 4)
    report('another-stream', 1)
    connections.seen({ deviceId: 'pi', atMs: 1, envelope: envelope({ sequence: 6 }), refusedAs: 'EXPOSITION_REFUSED' })
    connections.seen({ deviceId: 'pi', atMs: 1, envelope: envelope({ kind: 'logs', sequence: 7 }) })
    await connections.flush()
    await reopen()
    expect(connections.acknowledgedSequence('pi', stream)).toBe(5)
    expect(connections.acknowledgedSequence('pi', 'another-stream')).toBe(1)
  })

  it('remembers a shutdown report until the next message', () => {
    connections.seen({ deviceId: 'pi', atMs: 10, envelope: envelope({ shutdownReason: 'poweroff' }) })
    expect(connections.get('pi')?.shutdownReport).toEqual({ reason: 'poweroff', atMs: 10 })
    connections.seen({ deviceId: 'pi', atMs: 20, envelope: envelope() })
    expect(connections.get('pi')?.shutdownReport).toBeUndefined()
  })

  it('keeps as one what was dropped of kinds that are not known', async () => {
    connections.seen({ deviceId: 'pi-other', atMs: 1, envelope: envelope({ dropped: { aaa: 3, bbb: 1 } }) })
    connections.seen({ deviceId: 'pi-other', atMs: 2, envelope: envelope({ dropped: { aaa: 4, ccc: 2 } }) })
    await connections.flush()
    expect(connections.get('pi-other')?.dropped).toEqual({ other: 7 })
  })

  it('counts what was dropped of kinds that are named as something of every object, also after a restart', async () => {
    for (const constructor of [2, 3]) {
      connections.seen({
        deviceId: 'pi',
        atMs: constructor,
        envelope: envelope({ dropped: { constructor } as unknown as Record<string, number> })
      })
    }
    await connections.flush()
    expect(connections.get('pi')?.dropped).toEqual({ other: 3 })
    await reopen()
    expect(connections.get('pi')?.dropped).toEqual({ other: 3 })
  })

  it('knows across a restart that two machines use one key, and notices when they go on', async () => {
    const minuteMs = 60_000
    const send = (boot: string, minutes: number, deviceId = 'pi'): void => {
      const atMs = 1_800_000_000_000 + minutes * minuteMs
      connections.seen({
        deviceId,
        atMs,
        address: `address-of-${boot}`,
        envelope: envelope({ attemptBoot: boot, attemptMonotonicMs: minutes * minuteMs })
      })
    }
    for (const [i, boot] of ['one', 'other', 'one'].entries()) send(boot, 10 + i)
    const conflict = {
      atMs: 1_800_000_000_000 + 12 * minuteMs,
      senders: [{ address: 'address-of-other' }, { address: 'address-of-one' }],
      boots: ['other', 'one']
    }
    expect(connections.get('pi')?.conflict).toEqual(conflict)
    await connections.flush()
    await reopen()
    expect(connections.get('pi')?.conflict).toEqual(conflict)
    send('one', 13)
    expect(connections.get('pi')?.conflict).toEqual(conflict)
    send('other', 14)
    expect(connections.get('pi')?.conflict?.atMs).toBe(1_800_000_000_000 + 14 * minuteMs)
    await connections.flush()
    await reopen()
    send('other', 15, 'pi-of-its-own')
    expect(connections.get('pi')).toMatchObject({ boots: [{ boot: 'one' }] })
    expect(connections.get('pi')?.conflict).toBeUndefined()
  })

  it('knows where a boot’s monotonic clock stands on the server’s', () => {
    connections.seen({ deviceId: 'pi', atMs: 100_000, envelope: envelope({ attemptMonotonicMs: 30_000 }) })
    expect(connections.heardBoot('pi', 'b'.repeat(16))?.startedMs).toBe(70_000)
    expect(connections.heardBoot('pi', 'f'.repeat(16))).toBeUndefined()
  })

  it('computes the last boot from the monotonic clock, whatever a status said before', () => {
    connections.seen({ deviceId: 'pi', atMs: 90_000, lastBootMs: 5 })
    expect(connections.get('pi')?.lastBootMs).toBe(5)
    connections.seen({ deviceId: 'pi', atMs: 100_000, envelope: envelope({ attemptMonotonicMs: 30_000 }) })
    expect(connections.get('pi')?.lastBootMs).toBe(70_000)
  })

  it('never sets last-seen back, also where the clock was', () => {
    connections.seen({ deviceId: 'pi', atMs: 5000 })
    connections.seen({ deviceId: 'pi', atMs: 4000 })
    expect(connections.get('pi')?.lastSeenMs).toBe(5000)
  })

  it('knows when a device was really heard, whatever the clock said then, and takes one that it has not heard for late', async () => {
    for (const deviceId of ['pi', 'before']) connections.seen({ deviceId, atMs: 5_000_000 })
    clock.advance(200_000)
    await connections.clampTimes(1_000_000)
    expect(connections.get('pi')).toMatchObject({ lastSeenMs: 800_000, quietMs: 200_000 })
    connections.seen({ deviceId: 'before', atMs: 5_000_000 })
    await connections.flush()
    await reopen()
    await connections.clampTimes(1_000_000)
    expect(connections.get('before')).toMatchObject({ lastSeenMs: 819_999, quietMs: 180_001 })
  })

  it('never sets last-seen back when a device is taken over', () => {
    connections.restoreLastSeen('pi', 50)
    connections.restoreLastSeen('pi', 40)
    expect(connections.get('pi')?.lastSeenMs).toBe(50)
  })
})
