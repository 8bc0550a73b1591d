import { expect, it, onTestFinished } from 'vitest'
import type { QueuedBatch } from '../../src/logs/log-backend.ts'
import { openLogQueue, type LogQueue } from '../../src/logs/queue/log-queue.ts'
import { openStorage } from '../../src/storage/sqlite-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const arrange = async () => {
  const opened = openStorage({ directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => opened.close())
  const disk = { isFull: false }
  const storage: Storage = { ...opened, commit: async (transaction) => disk.isFull ? await Promise.reject(new Error('the disk is full')) : await opened.commit(transaction) }
  const queue = await openLogQueue(storage, 0)
  const append = async (deviceId: string): Promise<void> => {
    const { statement, committed } = queue.prepare({ deviceId, receivedMs: 1, requestId: 'r', lines: [] })
    await storage.commit([statement])
    committed()
  }
  const onDisk = async (): Promise<number> => (await storage.query('logs.queue', {})).length
  return { storage, queue, disk, append, onDisk }
}
const takeAll = (queue: LogQueue): Promise<readonly QueuedBatch[]> => queue.take(1_000_000)

it('takes what a full disk kept of it from the disk with what is removed next', async () => {
  const { queue, disk, append, onDisk } = await arrange()
  await append('pi-1')
  disk.isFull = true
  await expect(queue.remove(await takeAll(queue))).rejects.toThrow('the disk is full')
  expect([queue.batches, await onDisk()]).toEqual([0, 1])
  disk.isFull = false
  await append('pi-2')
  await queue.remove(await takeAll(queue))
  expect(await onDisk()).toBe(0)
})

it('lets those wait who want to see what is in it now, and not for what comes later', async () => {
  const { queue, append } = await arrange()
  await append('pi-1')
  const emptied = queue.emptied(600_000)
  const first = await takeAll(queue)
  await append('pi-2')
  await queue.remove(first)
  await emptied
  expect(queue.batches).toBe(1)
})

it('lets nobody wait for longer than they want to', async () => {
  const { queue, append } = await arrange()
  await append('pi-1')
  await queue.emptied(1)
  expect(queue.batches).toBe(1)
})

it('never gives a position twice, also where the backend knows of more than a database from a backup', async () => {
  const { storage, queue, append } = await arrange()
  await append('pi-1')
  await queue.remove(await takeAll(queue))
  const positionAfter = async (after: number): Promise<unknown> => (await openLogQueue(storage, after)).prepare({ deviceId: 'pi-1', receivedMs: 1, requestId: 'r', lines: [] }).statement.parameters['position']
  expect([await positionAfter(0), await positionAfter(700)]).toEqual([2, 701])
})
