import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Statement, Storage } from '../../src/platform/storage/storage.ts'
import { logStoreInTest } from './log-store-in-test.ts'

const nowMs = 500_000 * 3_600_000
const received = { receivedMs: nowMs, requestId: 'r1' }
const lines = (...messages: string[]) => messages.map((message) => ({ level: 'info', message, eventMs: nowMs - 1000 } as const))

const count = (directory: string, file: string, table: string): number => {
  const database = new DatabaseSync(join(directory, file), { readOnly: true })
  try {
    return database.prepare(`SELECT count(*) AS count FROM ${table}`).get()!['count'] as number
  } finally {
    database.close()
  }
}
const onDisk = (directory: string) =>
  ({ stored: count(directory, 'logs.db', 'lines'), queued: count(directory, 'mimamori.db', 'log_queue') })
const bufferBytes = 10_000_000

it('finds lines in memory while the queue alone has them on the disk, and writes them together, with the same ids', async () => {
  const { directory, logs, find } = await logStoreInTest({ bufferBytes })
  for (const message of ['一', '二', '三']) await logs.append('pi', lines(message), received)
  const buffered = await find()
  expect(buffered.map(({ message }) => message)).toEqual(['三', '二', '一'])
  expect(logs.queued).toEqual({ batches: 0, bytes: 0 })
  expect(onDisk(directory)).toEqual({ stored: 0, queued: 3 })
  await logs.clampTimes(nowMs)
  expect(await find()).toEqual(buffered)
  await logs.append('pi', lines('四'), received)
  expect((await find()).map(({ message }) => message)).toEqual(['四', '三', '二', '一'])
  expect(onDisk(directory).stored).toBe(3)
  await expect.poll(() => onDisk(directory)).toEqual({ stored: 3, queued: 1 })
})

it('finds each line where a millisecond has used up its ids, also if one batch has lines of it and of the next', async () => {
  const { logs, messages } = await logStoreInTest({ bufferBytes })
  const lineAt = (eventMs: number) => (message: string) => ({ level: 'info', message, eventMs } as const)
  const numbered = (count: number, name: string) => Array.from({ length: count }, (_, number) => `${name} ${number}`)
  const [ofFirst, ofNext] = [lineAt(nowMs - 1000), lineAt(nowMs - 999)]
  await logs.append('pi', numbered(4096 + 5, 'first').map(ofFirst), received)
  await logs.append('pi', [...numbered(3, 'late').map(ofFirst), ...numbered(3, 'next').map(ofNext), ofFirst('last')], received)
  expect((await messages()).slice(0, 8)).toEqual(['last', 'next 2', 'next 1', 'next 0', 'late 2', 'late 1', 'late 0', 'first 4100'])
})

it('writes lines once there are enough', async () => {
  const { directory, logs, messages } = await logStoreInTest({ bufferBytes: 1000 })
  for (let i = 0; i < 9; i++) await logs.append('pi', lines(`${i}`.padEnd(100)), received)
  await expect.poll(() => onDisk(directory).stored).toBeGreaterThan(2)
  expect((await messages()).map((message) => message.trim())).toEqual(['8', '7', '6', '5', '4', '3', '2', '1', '0'])
})

it('has each line once after an end at which nothing was written, and one at which the queue was not emptied', async () => {
  const leaveBuffered = () => ({ flush: async () => await Promise.reject(new Error('killed')) })
  const first = await logStoreInTest({ bufferBytes, aroundBackend: leaveBuffered })
  await first.logs.append('pi', lines('一', '二'), received)
  await first.messages()
  // The backend writes as it closes, and the queue still has all.
  await first.close()
  const leaveQueued = (storage: Storage) => ({
    commit: async (transaction: readonly Statement[]) =>
      transaction[0]!.name === 'logs.dequeue' ? await Promise.reject(new Error('killed')) : await storage.commit(transaction)
  })
  const second = await logStoreInTest({ bufferBytes, directory: first.directory, around: leaveQueued })
  await second.logs.append('pi', lines('三'), received)
  expect(await second.messages()).toEqual(['三', '二', '一'])
  await second.close()
  const third = await logStoreInTest({ bufferBytes, directory: first.directory })
  expect(await third.messages()).toEqual(['三', '二', '一'])
  expect(third.logs.linesTotal('pi')).toMatchObject({ info: 3 })
})

it('removes lines that are too old also where they are in memory', async () => {
  const { logs, messages } = await logStoreInTest({ bufferBytes })
  await logs.append('pi', [...lines('new'), { level: 'info', message: 'old', eventMs: nowMs - 10_000 }], received)
  await messages()
  await logs.removeOld(0, () => nowMs - 5000)
  expect(await messages()).toEqual(['new'])
})

it('shows with the next line that logs.db cannot be written, once a round of retention has met that', async () => {
  const { directory, logs } = await logStoreInTest({ bufferBytes, backoffMs: () => 60_000 })
  await logs.append('pi', lines('一'), received)
  // Waits for the thread that writes, which opens the database.
  await logs.removeOld(0, () => undefined)
  writeFileSync(join(directory, 'logs.db'), 'x'.repeat(100), { flag: 'r+' })
  await expect(logs.removeOld(0, () => undefined)).rejects.toThrow('damaged')
  await logs.append('pi', lines('二'), received)
  await expect.poll(() => logs.trouble?.message).toContain('damaged')
})
