import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { openQueue, type Queue, type Queued } from '../../../src/platform/queue/queue.ts'
import { queueRowsSchema } from '../../../src/platform/queue/tables.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../../src/platform/storage/storage.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

interface Content { readonly text: string }

const arrange = async () => {
  const opened = openStorage({ database: mainDatabase, directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => opened.close())
  const disk = { isFull: false }
  const storage: Storage = {
    ...opened,
    commit: async (transaction) => (disk.isFull ? await Promise.reject(new Error('the disk is full')) : await opened.commit(transaction))
  }
  const queue = await openQueue<Content, { readonly errors: number }>({ storage, name: 'samples', maxBytes: 1000 })
  const append = async (deviceId: string, text = ''): Promise<void> => {
    const { statement, committed } = queue.prepare([queue.encode(deviceId, { text })])
    await storage.commit([statement])
    committed()
  }
  const onDisk = async (): Promise<number> => (await storage.query('samples.queue', {})).length
  return { storage, queue, disk, append, onDisk }
}
const takeAll = (queue: Pick<Queue<Content>, 'take'>): Promise<readonly Queued<Content>[]> => queue.take(1_000_000)

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
  const positionAfter = async (after: number): Promise<unknown> => {
    const again = await openQueue<Content>({ storage, name: 'samples', after })
    return again.prepare([again.encode('pi-1', { text: '' })]).statement.parameters['position']
  }
  expect([await positionAfter(0), await positionAfter(700)]).toEqual([2, 701])
})

it('gives what waits again after a restart as it was, of each device in turn', async () => {
  const { storage, append } = await arrange()
  for (const [device, text] of [['pi-1', '温度'], ['pi-1', 'b'], ['pi-2', 'c']] as const) await append(device, text)
  const again = await openQueue<Content>({ storage, name: 'samples' })
  expect(await takeAll(again)).toEqual([
    { position: 1, deviceId: 'pi-1', text: '温度' },
    { position: 3, deviceId: 'pi-2', text: 'c' },
    { position: 2, deviceId: 'pi-1', text: 'b' }
  ])
  expect(await (await openQueue({ storage, name: 'logs' })).take(1)).toEqual([])
})

it('lets one device fill its share of the room, and all devices the whole', async () => {
  const { queue, append } = await arrange()
  await append('pi-1', 'x'.repeat(250))
  expect(() => {
    queue.requireRoom('pi-1')
  }).toThrow('the queue of late samples is full (MIMAMORI_SAMPLE_QUEUE_MAX_BYTES, of which one device may take a quarter)')
  queue.requireRoom('pi-2')
  for (const device of ['pi-2', 'pi-3', 'pi-4']) await append(device, 'x'.repeat(240))
  expect(() => { queue.requireRoom('pi-5') }).toThrow('MIMAMORI_SAMPLE_QUEUE_MAX_BYTES')
  await queue.remove(await takeAll(queue))
  queue.requireRoom('pi-1')
})

it('counts what a batch takes beside its content, so that many tiny ones fill it, too', async () => {
  const { queue, append } = await arrange()
  for (const device of ['pi-1', 'pi-2', 'pi-3', 'pi-4']) await append(device)
  expect(() => { queue.requireRoom('pi-5') }).toThrow('MIMAMORI_SAMPLE_QUEUE_MAX_BYTES')
})

it('counts what is known of a batch until its row goes, too', async () => {
  const { storage, queue } = await arrange()
  const { statement, committed } = queue.prepare(['pi-1', 'pi-2'].map((deviceId) => queue.encode(deviceId, { text: '' }, { errors: 1 })))
  await storage.commit([statement])
  committed()
  expect(() => { queue.requireRoom('pi-3') }).toThrow('MIMAMORI_SAMPLE_QUEUE_MAX_BYTES')
})

it('says which positions are never given again: not while the disk has them', async () => {
  const { queue, disk, append } = await arrange()
  for (const device of ['pi-1', 'pi-2']) await append(device)
  const [first] = await queue.take(1)
  expect(queue.oldestPosition).toBe(1)
  disk.isFull = true
  await expect(queue.remove([first!])).rejects.toThrow()
  expect(queue.oldestPosition).toBe(1)
  disk.isFull = false
  await queue.remove([])
  expect(queue.oldestPosition).toBe(2)
  await queue.remove(await takeAll(queue))
  expect(queue.oldestPosition).toBe(3)
})

it('knows the oldest position also where a commit was later than that of a newer one, and of a long backlog without going through it', async () => {
  const { queue } = await arrange()
  const [first, second, ...rest] = Array.from({ length: 100_000 }, () => queue.prepare([queue.encode('pi-1', { text: '' })]))
  for (const { committed } of [second!, first!, ...rest]) committed()
  const found = new Set(Array.from({ length: 100_000 }, () => queue.oldestPosition))
  expect(found).toEqual(new Set([1]))
})

it('keeps batches that share a row until all of them are stored, and knows after a restart what their removal brings along', async () => {
  const { storage, onDisk } = await arrange()
  const removed: unknown[] = []
  const alongRemoval = (batches: readonly { readonly summary: number | undefined }[]): [] => {
    removed.push(...batches.map(({ summary }) => summary))
    return []
  }
  const open = () => openQueue<Content, number>({ storage, name: 'samples', alongRemoval })
  const first = await open()
  const { statement, committed } = first.prepare([first.encode('pi-1', { text: '温度' }, 7), first.encode('pi-2', { text: 'b' }, 8)])
  await storage.commit([statement])
  committed()
  const [one] = await first.take(1)
  await first.remove([one!])
  expect([await onDisk(), first.oldestPosition, first.batches, removed]).toEqual([1, 1, 1, []])
  const again = await open()
  expect(again.onDisk().map(({ deviceId, summary }) => [deviceId, summary])).toEqual([['pi-1', 7], ['pi-2', 8]])
  const all = await again.take(1_000_000)
  expect(all).toEqual([{ position: 1, deviceId: 'pi-1', text: '温度' }, { position: 2, deviceId: 'pi-2', text: 'b' }])
  await again.remove(all)
  expect([await onDisk(), again.oldestPosition, removed]).toEqual([0, 3, [7, 8]])
  const third = await open()
  expect(third.prepare([third.encode('pi-1', { text: '' })]).statement.parameters['position']).toBe(3)
})

it('has what an earlier version left, in a database whose pages are smaller from then on', async () => {
  const directory = temporaryDirectory(onTestFinished)
  const database = new DatabaseSync(join(directory, 'mimamori.db'))
  const steps = mainDatabase.migrations.slice(0, mainDatabase.migrations.indexOf(queueRowsSchema))
  database.exec(`${steps.join(';')}; PRAGMA user_version = ${steps.length}`)
  database.exec(`
    INSERT INTO log_queue VALUES (6, 'pi-1', '{"text":"gone"}', 307), (7, 'pi-1', '{"text":"温度"}', 307);
    DELETE FROM log_queue WHERE position = 6`)
  database.close()
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  const queue = await openQueue<Content>({ storage, name: 'logs' })
  expect([await takeAll(queue), queue.bytes]).toEqual([[{ position: 7, deviceId: 'pi-1', text: '温度' }], 307])
  expect(queue.prepare([queue.encode('pi-1', { text: '' })]).statement.parameters['position']).toBe(8)
  const after = new DatabaseSync(join(directory, 'mimamori.db'), { readOnly: true })
  onTestFinished(() => { after.close() })
  expect({ ...after.prepare('SELECT * FROM pragma_page_size, pragma_journal_mode').get() })
    .toEqual({ page_size: 1024, journal_mode: 'wal' })
})
