import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { createFileStore, type FileKey, type FileStore } from '../../src/content/file-store.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

let directory: string
let store: FileStore
let nowMs = 1_700_000_000_000
beforeEach(() => {
  directory = temporaryDirectory()
  store = createFileStore({ directory, clock: { nowMs: () => nowMs } })
})

const keyOf = (content: string): FileKey => ({ sha256: createHash('sha256').update(content).digest('hex'), size: content.length })
async function* pieces (...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text)
}

it('stores a file under its SHA-256', async () => {
  const key = keyOf('picture')
  expect(await store.append(key, 0, pieces('pic', 'ture'))).toBe(7)
  expect((await store.read(key))?.toString()).toBe('picture')
  expect(await store.storedBytes(key)).toBe(7)
})

it('goes on with an upload that broke off, also after a restart', async () => {
  const key = keyOf('picture')
  const broken = async function* () {
    yield Buffer.from('pic')
    throw new Error('connection lost')
  }
  await expect(store.append(key, 0, broken())).rejects.toThrow('connection lost')
  const restarted = createFileStore({ directory, clock: { nowMs: () => nowMs } })
  expect(await restarted.storedBytes(key)).toBe(3)
  expect(await restarted.append(key, 3, pieces('ture'))).toBe(7)
  expect((await store.read(key))?.toString()).toBe('picture')
})

it('counts what is still to come of other uploads as taken, and no more of it once it has come', async () => {
  const { bavail, blocks, bsize } = statfsSync(directory)
  // Two thirds of what may be used, without a byte of it.
  const most = Math.floor(2 / 3 * (bavail - blocks / 10) * bsize)
  const [one, other] = ['one', 'other'].map((text) => ({ ...keyOf(text), size: most })) as [FileKey, FileKey]
  let release = (): void => {}
  const waiting = new Promise<void>((resolve) => { release = resolve })
  const slow = async function* () {
    yield Buffer.from('o')
    await waiting
  }
  const first = store.append(one, 0, slow())
  await vi.waitUntil(async () => await store.storedBytes(one) === 1)
  await expect(store.append(other, 0, pieces('o'))).rejects.toMatchObject({ code: 'CONTENT_FULL' })
  expect(await store.freeBytes()).toBeLessThan(most)
  release()
  await first
  expect(await store.freeBytes()).toBeGreaterThan(most)
  expect(await store.append(other, 0, pieces('o'))).toBe(1)
})

it('refuses to go on elsewhere, and says where', async () => {
  const key = keyOf('picture')
  await store.append(key, 0, pieces('pic'))
  await expect(store.append(key, 5, pieces('re'))).rejects.toMatchObject({
    code: 'UPLOAD_CONFLICT', message: 'expected the upload to go on at byte 3, got 5'
  })
})

it('refuses a second upload of a file while one is under way, and keeps the first', async () => {
  const key = keyOf('picture')
  let release = (): void => {}
  const waiting = new Promise<void>((resolve) => { release = resolve })
  const slow = async function* () {
    yield Buffer.from('pic')
    await waiting
    yield Buffer.from('ture')
  }
  const first = store.append(key, 0, slow())
  await expect(store.append(key, 0, pieces('picture'))).rejects.toMatchObject({ code: 'UPLOAD_CONFLICT' })
  release()
  expect(await first).toBe(7)
})

it('forgets what is not what it was said to be, and takes it again', async () => {
  const key = keyOf('picture')
  await expect(store.append(key, 0, pieces('PICTURE'))).rejects.toMatchObject({ code: 'UPLOAD_MISMATCH' })
  await expect(store.append(key, 0, pieces('picture and more'))).rejects.toMatchObject({ code: 'UPLOAD_MISMATCH' })
  expect(await store.storedBytes(key)).toBe(0)
  expect(await store.append(key, 0, pieces('picture'))).toBe(7)
})

it('stores an empty file', async () => {
  const key = keyOf('')
  expect(await store.append(key, 0, pieces())).toBe(0)
  expect((await store.read(key))?.toString()).toBe('')
})

it('refuses a file for which the disk has no room, and stores nothing of it', async () => {
  const key = { ...keyOf('picture'), size: 2 ** 50 }
  await expect(store.append(key, 0, pieces('picture'))).rejects.toMatchObject({ code: 'CONTENT_FULL' })
  expect(await store.storedBytes(key)).toBe(0)
})

it('stores nothing of a file whose disk fills up while it comes, and says so', async () => {
  const key = keyOf('picture')
  await store.append(keyOf('other'), 0, pieces('other'))
  mkdirSync(join(directory, 'uploads'), { recursive: true })
  // Linux gives ENOSPC for each write to this device.
  symlinkSync('/dev/full', join(directory, 'uploads', key.sha256))
  await expect(store.append(key, 0, pieces('picture'))).rejects.toMatchObject({
    code: 'CONTENT_FULL', message: expect.stringContaining('the disk of the server is full') as string
  })
  expect(readdirSync(join(directory, 'uploads'))).toEqual([])
  expect(await store.append(key, 0, pieces('picture'))).toBe(7)
})

it('collects what no version names and uploads that do not go on, not what is named or just came', async () => {
  const keys = ['named', 'unnamed', 'left', 'going', 'fresh'].map(keyOf) as [FileKey, FileKey, FileKey, FileKey, FileKey]
  const [named, unnamed, left, going, fresh] = keys
  await store.append(named, 0, pieces('named'))
  await store.append(unnamed, 0, pieces('unnamed'))
  await store.append(left, 0, pieces('le'))
  nowMs += 1000
  await store.append(going, 0, pieces('go'))
  await store.append(fresh, 0, pieces('fresh'))
  expect(await store.collectGarbage((sha256) => sha256 === named.sha256, nowMs)).toBe(2)
  expect(await Promise.all(keys.map(async (key) => store.storedBytes(key)))).toStrictEqual([5, 0, 0, 2, 5])
})

it('does not take a damaged file for one that it has', async () => {
  const key = keyOf('picture')
  mkdirSync(join(directory, 'files', key.sha256.slice(0, 2)), { recursive: true })
  writeFileSync(join(directory, 'files', key.sha256.slice(0, 2), key.sha256), 'pict')
  expect(await store.storedBytes(key)).toBe(0)
})

it('leaves a file that a version is about to name, however old it is', async () => {
  const key = keyOf('picture')
  await store.append(key, 0, pieces('picture'))
  const release = store.protect([key])
  expect(await store.collectGarbage(() => false, Infinity)).toBe(0)
  release()
  expect(await store.collectGarbage(() => false, Infinity)).toBe(1)
})

it('asks whether a file is named at its deletion, not before', async () => {
  const keys = Array.from({ length: 5 }, (_, i) => keyOf(`picture ${i}`))
  for (const [i, key] of keys.entries()) await store.append(key, 0, pieces(`picture ${i}`))
  const named = new Set<string>()
  const collecting = store.collectGarbage((sha256) => named.has(sha256), Infinity)
  // A version is published while the collection goes on.
  for (const key of keys) named.add(key.sha256)
  expect(await collecting).toBe(0)
})

it('lets who reads a file read it to its end, also if it is deleted', async () => {
  const key = keyOf('picture')
  await store.append(key, 0, pieces('picture'))
  const { handle, size } = (await store.open(key.sha256))!
  await store.collectGarbage(() => false, Infinity)
  expect(await store.open(key.sha256)).toBeUndefined()
  const stream = handle.createReadStream()
  expect([Buffer.concat(await stream.toArray() as Buffer[]).toString(), size]).toEqual(['picture', 7])
})
