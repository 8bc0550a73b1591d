import { createHash } from 'node:crypto'
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { DeviceContent } from '@mimamori/contract'
import type { ContentClient } from '../../src/content/content-client.ts'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { startSync } from './started-sync.ts'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
/** The part of the card that content leaves free, see content-directory.ts. */
const spareBytes = 64 * 1024 * 1024

/** The bytes of the films below a directory, each inode once. */
const filmBytesIn = (directory: string): number => {
  const films = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (entry.name === 'film' || entry.parentPath.endsWith('/incoming')))
  const sizes = new Map(films.map(({ parentPath, name }) => {
    const { ino, size } = statSync(join(parentPath, name))
    return [ino, size]
  }))
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** A device with room for 1,000 bytes of content, until others take of them. */
const startOnCard = (download?: ContentClient['download']) => {
  let bytesOfOthers = 0
  const directory = join(temporaryDirectory(), 'content')
  mkdirSync(directory)
  const statfs = vi.spyOn(fs, 'statfsSync').mockImplementation(
    () => ({ bavail: spareBytes + 1000 - bytesOfOthers - filmBytesIn(directory), bsize: 1 }) as fs.StatsFs
  )
  syncBuiltinESMExports()
  const bodies = new Map<string, string>()
  let content: DeviceContent | undefined
  const sync = startSync(directory, {
    manifest: () => Promise.resolve(content!),
    download: download ?? (async ({ sha256 }, path, { onBytes }) => {
      const body = bodies.get(sha256)!
      writeFileSync(path, body)
      onBytes(body.length)
    })
  })
  onTestFinished(() => {
    statfs.mockRestore()
    syncBuiltinESMExports()
  })
  return {
    sync,
    directory,
    takeByOthers: (bytes: number) => { bytesOfOthers += bytes },
    /** Wants a film of so many bytes in each of these sets; a film is known by its size. */
    wants: (version: string, sizes: Readonly<Record<string, number>>, refused?: string[]): void => {
      const sets = Object.entries(sizes).map(([name, size]) => {
        const body = `${size}`.padEnd(size)
        bodies.set(hashOf(body), body)
        return { name, number: 1, digest: hashOf(`version ${size}`), files: [{ path: 'film', size, sha256: hashOf(body) }] }
      })
      content = { requestId: 'r', version, sets, refused }
      sync.want(version)
    },
    shows: (version: string) => vi.waitUntil(() => sync.version === version),
    hasSet: (name: string): boolean => existsSync(join(directory, name)),
    shown: (name: string): number => readFileSync(join(directory, name, 'current/film')).length,
    versionsOf: (name: string): number =>
      readdirSync(join(directory, name, 'versions')).filter((entry) => !entry.endsWith('.json')).length
  }
}

it('gives up a set that is its own no more before a version to go back to, and both only for a version that needs the space', async () => {
  const { wants, shows, hasSet, shown, versionsOf } = startOnCard()
  wants('v1', { left: 400, lobby: 200 })
  await shows('v1')
  wants('v2', { lobby: 300 })
  await shows('v2')
  expect([hasSet('left'), versionsOf('lobby')]).toEqual([true, 2])
  wants('v3', { lobby: 450 })
  await shows('v3')
  expect([hasSet('left'), shown('lobby'), versionsOf('lobby')]).toEqual([false, 450, 2])
  wants('v4', { lobby: 500 })
  await shows('v4')
  expect([shown('lobby'), versionsOf('lobby')]).toEqual([500, 2])
})

it('keeps what it shows if a version does not fit even so, and says how much is missing', async () => {
  const { sync, wants, shows, shown } = startOnCard()
  wants('v1', { lobby: 400 })
  await shows('v1')
  wants('v2', { lobby: 601 })
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(sync.state().sets).toMatchObject([{
    number: 1, bytesLeft: 601, problem: { kind: 'disk_full', message: 'does not fit: needs 1 MB more', lackingBytes: 1 }
  }])
  expect(shown('lobby')).toBe(400)
  wants('v3', { lobby: 400 })
  await shows('v3')
  expect(sync.state().sets).toEqual([{ name: 'lobby', digest: expect.any(String) as string, number: 1, bytesLeft: 0 }])
})

it('says all that is missing where others have taken of the space that content leaves free, and still uses what it has', async () => {
  const { sync, wants, shows, takeByOthers } = startOnCard()
  wants('v1', { lobby: 400 })
  await shows('v1')
  takeByOthers(900)
  expect(sync.state().freeBytes).toBe(-300)
  wants('v2', { lobby: 100 })
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(sync.state().sets).toMatchObject([{ number: 1, problem: { kind: 'disk_full', lackingBytes: 400 } }])
  wants('v3', { lobby: 400 })
  await shows('v3')
  expect(sync.state().sets).toEqual([{ name: 'lobby', digest: expect.any(String) as string, number: 1, bytesLeft: 0 }])
})

it('gives up nothing for a version that would not fit even so, and says what it could give up', async () => {
  const { sync, directory, wants, shows, hasSet, versionsOf } = startOnCard()
  const space = () => {
    const { reclaimableBytes, sets } = sync.state()
    return [reclaimableBytes, sets[0]?.reclaimableBytes]
  }
  wants('v1', { left: 300, lobby: 200 })
  await shows('v1')
  expect(space()).toEqual([0, undefined])
  wants('v2', { lobby: 250 })
  await shows('v2')
  expect(space()).toEqual([300, 200])
  // 250 are free.
  wants('v3', { lobby: 751 })
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect([hasSet('left'), versionsOf('lobby'), ...space()]).toEqual([true, 2, 300, 200])
  await sync.stop()
  const later = startSync(directory, { manifest: () => Promise.reject(new Error('no line')), download: () => Promise.reject(new Error('no line')) })
  expect(await vi.waitUntil(() => later.state().reclaimableBytes)).toBe(300)
  expect(later.state().sets).toMatchObject([{ name: 'left' }, { name: 'lobby', reclaimableBytes: 200 }])
  await later.stop()
})

it('keeps what it shows of a set that the collector refuses it, also for a version that needs the space, and goes on to report it', async () => {
  const { sync, directory, wants, shows, shown } = startOnCard()
  wants('v1', { app: 400, lobby: 200 })
  await shows('v1')
  wants('v2', { lobby: 500 }, ['app'])
  await vi.waitUntil(() => sync.state().sets.some(({ problem }) => problem?.kind === 'disk_full'))
  expect([shown('app'), shown('lobby'), sync.state().reclaimableBytes]).toEqual([400, 200, 0])
  wants('v3', { lobby: 300 }, ['app'])
  await shows('v3')
  expect([shown('app'), shown('lobby')]).toEqual([400, 300])
  expect(sync.state().sets).toMatchObject([{ name: 'lobby', number: 1 }, { name: 'app', number: 1 }])
  await sync.stop()
  const later = startSync(directory, { manifest: () => Promise.reject(new Error('no line')), download: () => Promise.reject(new Error('no line')) })
  expect(await vi.waitUntil(() => later.state().version)).toBe('v3')
  expect(later.state()).toMatchObject({ reclaimableBytes: 0, sets: [{ name: 'lobby' }, { name: 'app' }] })
  await later.stop()
})

it('gives up both for a version that just fits then', async () => {
  const { sync, wants, shows, hasSet, shown, versionsOf } = startOnCard()
  wants('v1', { left: 300, lobby: 200 })
  await shows('v1')
  wants('v2', { lobby: 250 })
  await shows('v2')
  wants('v3', { lobby: 750 })
  await shows('v3')
  expect([hasSet('left'), shown('lobby'), versionsOf('lobby')]).toEqual([false, 750, 2])
  expect(sync.state()).toMatchObject({ reclaimableBytes: 0, sets: [{ reclaimableBytes: 250 }] })
})

it('asks past the caches on the way for a file that came with another content', async () => {
  const asked: unknown[] = []
  const { wants, shows } = startOnCard(async ({ size }, path, { onBytes, pastCaches }) => {
    asked.push(pastCaches)
    writeFileSync(path, asked.length === 1 ? 'x'.repeat(size) : `${size}`.padEnd(size))
    onBytes(size)
  })
  wants('v1', { lobby: 200 })
  await shows('v1')
  expect(asked).toEqual([false, true])
})

it('leaves alone a directory next to the sets that somebody else made, also on a full card', async () => {
  const { sync, directory, wants, shows } = startOnCard()
  const photos = join(directory, 'photos')
  mkdirSync(photos)
  writeFileSync(join(photos, 'one.jpg'), 'a photo')
  wants('v1', { lobby: 600 })
  await shows('v1')
  wants('v2', { lobby: 700 })
  await vi.waitUntil(() => sync.state().sets[0]?.problem !== undefined)
  expect(readdirSync(photos)).toEqual(['one.jpg'])
  await sync.stop()
  await startSync(directory, { manifest: () => Promise.reject(new Error('no line')), download: () => Promise.reject(new Error('no line')) }).stop()
  expect(readdirSync(photos)).toEqual(['one.jpg'])
})
