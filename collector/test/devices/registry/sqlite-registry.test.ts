import { describe, expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { openRegistry } from '../../../src/devices/registry/sqlite-registry.ts'
import type { Registry } from '../../../src/devices/registry/registry.ts'
import { StorageUnavailableError } from '../../../src/platform/storage/errors.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../../src/platform/storage/storage.ts'
import { clockInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A real registry whose database can be made to refuse every commit, as a full disk does. */
const open = async (): Promise<{
  readonly registry: Registry
  readonly fill: (full: boolean) => void
  readonly errors: unknown[]
  readonly commits: () => number
}> => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  let full = false
  let commits = 0
  const refusing: Storage = {
    ...storage,
    commit: (unit) => {
      commits++
      return full ? Promise.reject(new StorageUnavailableError('the disk is full')) : storage.commit(unit)
    }
  }
  const errors: unknown[] = []
  const registry = await openRegistry({
    storage: refusing,
    clock: clockInTest(1000),
    onError: (error) => {
      errors.push(error)
    }
  })
  return {
    registry,
    fill: (value) => {
      full = value
    },
    errors,
    commits: () => commits
  }
}

describe('the registry', () => {
  test('announces a change when it is committed, and does not show it before', async () => {
    const { registry } = await open()
    const notified: string[] = []
    const stop = registry.onChange(({ id, state }) => { notified.push(`${id} ${state} ${registry.get(id)?.state}`) })
    const enrolling = registry.enroll({ id: 'pi-1' })
    expect(registry.get('pi-1')).toBeUndefined()
    await enrolling
    await registry.retire('pi-1')
    stop()
    await registry.rotate('pi-1')
    expect(notified).toEqual(['pi-1 pending pending', 'pi-1 retired retired'])
  })

  test('stays as it was where a change cannot be stored, and takes the next one', async () => {
    const { registry, fill } = await open()
    const { key } = await registry.enroll({ id: 'pi-1', site: 'north' })
    const before = registry.get('pi-1')
    fill(true)
    await expect(registry.update('pi-1', { site: 'south' })).rejects.toThrow(StorageUnavailableError)
    await expect(registry.revoke('pi-1')).rejects.toThrow(StorageUnavailableError)
    await expect(registry.enroll({ id: 'pi-2' })).rejects.toThrow(StorageUnavailableError)
    expect(registry.get('pi-1')).toBe(before)
    expect(registry.holderOf(key)?.valid).toBe(true)
    expect(registry.size).toBe(1)
    fill(false)
    expect((await registry.update('pi-1', { site: 'south' })).site).toBe('south')
  })

  test('makes a pending device active once it is seen, and leaves a paused one paused', async () => {
    const { registry } = await open()
    await registry.enroll({ id: 'pi-1' })
    await registry.enroll({ id: 'pi-2' })
    await registry.pause('pi-2', {})
    for (const id of ['pi-1', 'pi-1', 'pi-2', 'pi-unknown']) registry.markSeen(id)
    // Changes happen in turn: once this one is done, so are those before it.
    await registry.update('pi-1', { name: 'one' })
    expect(registry.all().map(({ state }) => state)).toEqual(['active', 'paused'])
  })

  test('tries again at the next message where that could not be stored', async () => {
    const { registry, fill, errors } = await open()
    await registry.enroll({ id: 'pi-1' })
    fill(true)
    registry.markSeen('pi-1')
    await expect(registry.update('pi-1', { name: 'one' })).rejects.toThrow()
    expect(errors).toHaveLength(1)
    fill(false)
    registry.markSeen('pi-1')
    await registry.update('pi-1', { name: 'one' })
    expect(registry.get('pi-1')?.state).toBe('active')
  })

  test('carries out changes of one device that come together one after the other', async () => {
    const { registry } = await open()
    await registry.enroll({ id: 'pi-1' })
    await Promise.all([registry.update('pi-1', { name: 'one' }), registry.update('pi-1', { site: 'north' }), registry.rotate('pi-1')])
    expect(registry.get('pi-1')).toMatchObject({ name: 'one', site: 'north' })
    expect(registry.get('pi-1')?.keys).toHaveLength(2)
  })

  test('records together which keys a fleet has used, once, and ends no key that is strong', async () => {
    const { registry, commits } = await open()
    const keys = new Map<string, string>()
    for (const id of ['pi-1', 'pi-2', 'pi-3']) keys.set(id, (await registry.enroll({ id })).key)
    const { key: newer } = await registry.rotate('pi-1')
    const before = commits()
    for (const [id, key] of keys) registry.recordUse(id, key)
    registry.recordUse('pi-1', newer)
    for (const [id, key] of keys) registry.recordUse(id, key)
    await registry.update('pi-3', { name: 'three' })
    expect(commits() - before).toBe(2)
    expect(
      registry
        .all()
        .map((device) => device.keys.map(({ firstUsedAtMs, revokedAtMs }) => firstUsedAtMs !== undefined && revokedAtMs === undefined))
    ).toEqual([[true, true], [true], [true]])
    expect([registry.holderOf(newer), registry.holderOf(keys.get('pi-2')!)].map((holder) => holder?.isUseRecorded)).toEqual([false, false])
  })

  test('takes times of a clock that was ahead back in one commit, so that none is left where it fails', async () => {
    const { registry, commits } = await open()
    await registry.enroll({ id: 'pi-1' })
    const before = commits()
    await registry.clampTimes(500)
    expect(commits() - before).toBe(1)
    expect(registry.get('pi-1')).toMatchObject({ enrolledAtMs: 500, stateSinceMs: 500, keys: [{ createdAtMs: 500 }] })
  })
})
