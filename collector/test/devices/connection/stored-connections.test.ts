import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Envelope } from '@mimamori/contract'
import { createPresence, type StoredPresence } from '../../../src/devices/connection/stored-connections.ts'
import { openStorage } from '../../../src/storage/sqlite-storage.ts'
import type { Storage } from '../../../src/storage/storage.ts'

let directory: string
let storage: Storage
let presence: StoredPresence
const seenByRegistry: string[] = []

const open = async () => {
  storage = openStorage({ directory, groupWindowMs: 1 })
  presence = await createPresence({ storage, intervalSeconds: 60, onSeen: (id) => seenByRegistry.push(id), onFlushFailed: (error) => { throw error } })
}
const reopen = async () => {
  await storage.close()
  await open()
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mimamori-presence-'))
  seenByRegistry.length = 0
  await open()
})
afterEach(async () => {
  await presence.close().catch(() => {})
  await storage.close().catch(() => {})
  await rm(directory, { recursive: true })
})

const stream = 'aaaaaaaaaaaaaaaa'
const envelope = (rest: Partial<Envelope> = {}): Envelope => ({
  clientId: undefined, stream, kind: 'report', sequence: 1, boot: 'b'.repeat(16), attemptBoot: 'b'.repeat(16), attemptMonotonicMs: 5000, attemptWallMs: 1_000_000,
  clockSynchronised: true, spoolOldestAgeMs: undefined, dropped: undefined, agentVersion: undefined, contentVersion: undefined, goodbye: undefined, ...rest
})

describe('presence', () => {
  it('knows across a restart when a device was last seen, once that is flushed', async () => {
    presence.seen({ deviceId: 'pi', atMs: 1_100_000, envelope: envelope({ agentVersion: '1.2.3' }), hostname: 'kiosk', isReport: true })
    await presence.flush()
    await reopen()
    expect(presence.get('pi')).toMatchObject({ lastSeenMs: 1_100_000, hostname: 'kiosk', agentVersion: '1.2.3', clockSkewSeconds: -100, reportsTotal: 1 })
    expect(seenByRegistry).toEqual(['pi'])
  })

  it('flushes all of a large fleet that was heard in one moment', async () => {
    const ids = Array.from({ length: 1001 }, (_, i) => `pi-${i}`)
    for (const [i, deviceId] of ids.entries()) presence.seen({ deviceId, atMs: i })
    await presence.flush()
    await reopen()
    expect(ids.map((id) => presence.get(id)?.lastSeenMs)).toEqual(ids.map((_, i) => i))
  })

  it('shows counters only as they are on the disk', async () => {
    presence.seen({ deviceId: 'pi', atMs: 1, isReport: true })
    expect(presence.get('pi')?.reportsTotal).toBe(0)
    await presence.flush()
    expect(presence.get('pi')?.reportsTotal).toBe(1)
  })

  it('keeps what could not be written for the next time', async () => {
    let full = true
    const failing: Storage = { ...storage, commit: (unit) => full ? Promise.reject(new Error('disk full')) : storage.commit(unit) }
    const other = await createPresence({ storage: failing, intervalSeconds: 60, onSeen: () => {}, onFlushFailed: () => {} })
    other.seen({ deviceId: 'pi', atMs: 9 })
    await expect(other.flush()).rejects.toThrow('disk full')
    full = false
    await other.flush()
    await reopen()
    expect(presence.get('pi')?.lastSeenMs).toBe(9)
    await other.close()
  })

  it('has written all that can be written when it says that some could not', async () => {
    let commits = 0
    const failing: Storage = { ...storage, commit: (unit) => commits++ === 0 ? Promise.reject(new Error('disk full')) : storage.commit(unit), query: (name, parameters) => storage.query(name, parameters) }
    const other = await createPresence({ storage: failing, intervalSeconds: 60, onSeen: () => {}, onFlushFailed: () => {} })
    const ids = Array.from({ length: 601 }, (_, i) => `pi-${i}`)
    for (const deviceId of ids) other.seen({ deviceId, atMs: 1, isReport: true })
    await expect(other.flush()).rejects.toThrow('disk full')
    expect(ids.filter((id) => other.get(id)?.reportsTotal === 1)).toEqual(ids.slice(200))
    await other.close()
    expect(ids.filter((id) => other.get(id)?.reportsTotal === 1)).toEqual(ids)
  })

  it('takes each sequence of a stream once, also after a restart', async () => {
    expect(presence.acceptSequence('pi', stream, 5)).toBe(true)
    expect(presence.acceptSequence('pi', stream, 5)).toBe(false)
    expect(presence.acceptSequence('pi', stream, 4)).toBe(false)
    expect(presence.acceptSequence('pi', 'another-stream', 1)).toBe(true)
    await presence.flush()
    await reopen()
    expect(presence.acknowledgedSequence('pi', stream)).toBe(5)
    expect(presence.acceptSequence('pi', stream, 6)).toBe(true)
  })

  it('remembers a goodbye until the next message', () => {
    presence.seen({ deviceId: 'pi', atMs: 10, envelope: envelope({ goodbye: 'poweroff' }) })
    expect(presence.get('pi')?.goodbye).toEqual({ reason: 'poweroff', atMs: 10 })
    presence.seen({ deviceId: 'pi', atMs: 20, envelope: envelope() })
    expect(presence.get('pi')?.goodbye).toBeUndefined()
  })

  it('adds up what was dropped over the restarts of an agent', async () => {
    presence.seen({ deviceId: 'pi', atMs: 1, envelope: envelope({ dropped: { logs: 3 } }) })
    presence.seen({ deviceId: 'pi', atMs: 2, envelope: envelope({ dropped: { logs: 5, report: 1 } }) })
    presence.seen({ deviceId: 'pi', atMs: 3, envelope: envelope({ stream: 'c'.repeat(16), dropped: { logs: 2 } }) })
    await presence.flush()
    expect(presence.get('pi')?.dropped).toEqual({ logs: 7, report: 1 })
  })

  it('keeps as one what was dropped of kinds that are not known', async () => {
    presence.seen({ deviceId: 'pi-other', atMs: 1, envelope: envelope({ dropped: { aaa: 3, bbb: 1 } }) })
    presence.seen({ deviceId: 'pi-other', atMs: 2, envelope: envelope({ dropped: { aaa: 4, ccc: 2 } }) })
    await presence.flush()
    expect(presence.get('pi-other')?.dropped).toEqual({ other: 7 })
  })

  it('counts what was dropped of kinds that are named as something of every object, also after a restart', async () => {
    for (const constructor of [2, 3]) presence.seen({ deviceId: 'pi', atMs: constructor, envelope: envelope({ dropped: { constructor } as unknown as Record<string, number> }) })
    await presence.flush()
    expect(presence.get('pi')?.dropped).toEqual({ other: 3 })
    await reopen()
    expect(presence.get('pi')?.dropped).toEqual({ other: 3 })
  })

  it('tells a reboot from a copied card: only the second has a boot that comes back', () => {
    presence.seen({ deviceId: 'pi', atMs: 1, envelope: envelope({ attemptBoot: '1'.repeat(16) }) })
    presence.seen({ deviceId: 'pi', atMs: 2, envelope: envelope({ attemptBoot: '2'.repeat(16) }) })
    presence.seen({ deviceId: 'pi', atMs: 3, envelope: envelope({ attemptBoot: '2'.repeat(16) }) })
    expect(presence.get('pi')?.conflictAtMs).toBeUndefined()
    presence.seen({ deviceId: 'pi', atMs: 4, envelope: envelope({ attemptBoot: '1'.repeat(16) }) })
    expect(presence.get('pi')?.conflictAtMs).toBe(4)
  })

  it('knows where a boot’s monotonic clock stands on the server’s', () => {
    presence.seen({ deviceId: 'pi', atMs: 100_000, envelope: envelope({ attemptMonotonicMs: 30_000 }) })
    expect(presence.bootStartedMs('pi', 'b'.repeat(16))).toBe(70_000)
    expect(presence.bootStartedMs('pi', 'f'.repeat(16))).toBeUndefined()
  })

  it('tells the last boot by the monotonic clock, whatever a status said before', () => {
    presence.seen({ deviceId: 'pi', atMs: 90_000, lastBootMs: 5 })
    expect(presence.get('pi')?.lastBootMs).toBe(5)
    presence.seen({ deviceId: 'pi', atMs: 100_000, envelope: envelope({ attemptMonotonicMs: 30_000 }) })
    expect(presence.get('pi')?.lastBootMs).toBe(70_000)
  })

  it('never sets last-seen back, also where the clock was', () => {
    presence.seen({ deviceId: 'pi', atMs: 5000 })
    presence.seen({ deviceId: 'pi', atMs: 4000 })
    expect(presence.get('pi')?.lastSeenMs).toBe(5000)
  })

  it('takes times of a clock that was ahead back to now, on the disk too, and leaves the others', async () => {
    presence.seen({ deviceId: 'ahead', atMs: 9_000_000, envelope: envelope({ goodbye: 'reboot' }) })
    presence.refused('ahead', 9_000_001)
    presence.seen({ deviceId: 'right', atMs: 1_000_000, envelope: envelope() })
    const right = presence.get('right')
    await presence.clampTimes(2_000_000)
    await reopen()
    expect(presence.get('ahead')).toMatchObject({ lastSeenMs: 2_000_000, refusedAtMs: 2_000_000, goodbye: { atMs: 2_000_000 }, lastBootMs: 2_000_000, boots: [] })
    expect(presence.get('right')).toEqual(right)
  })

  it('never sets last-seen back when a device is taken over', () => {
    presence.restoreLastSeen('pi', 50)
    presence.restoreLastSeen('pi', 40)
    expect(presence.get('pi')?.lastSeenMs).toBe(50)
  })
})
