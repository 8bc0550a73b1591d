import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openEmbeddedBackend } from '../../src/logs/embedded/embedded-backend.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

/** Overwrites the record of the index's structure (https://sqlite.org/fts5.html, `%_data`), which no start reads. */
const damageIndex = (directory: string): void => {
  const database = new DatabaseSync(join(directory, 'logs.db'))
  database.enableDefensive(false)
  database.exec("UPDATE text_index_data SET block = x'ffffffffffffffffff' WHERE id = 10")
  database.close()
}

const open = (directory: string) => {
  const setAside: string[] = []
  const backend = openEmbeddedBackend({ directory, bufferBytes: 0, onSetAside: (file) => { setAside.push(file) } })
  let closed: Promise<void> | undefined
  const close = () => closed ??= backend.close()
  onTestFinished(close)
  const store = (message: string, position: number) =>
    backend.store([{ position, deviceId: 'pi', receivedMs: 1.7e12, requestId: 'r', lines: [{ level: 'info', message, eventMs: 1.7e12 }] }])
  const messages = async () => (await backend.search({ order: 'newest', limit: 10 })).lines.map(({ message }) => message)
  return { setAside, store, messages, close }
}

it('keeps a new database that stands where somebody has removed a damaged one', async () => {
  const directory = temporaryDirectory(onTestFinished)
  writeFileSync(join(directory, 'logs.db.damaged'), '')
  const first = open(directory)
  await first.store('new', 1)
  await first.close()
  const second = open(directory)
  expect([first.setAside, second.setAside, await second.messages()]).toEqual([[], [], ['new']])
})

it('sets a database whose index is damaged aside at the start after lines could not be stored', async () => {
  const directory = temporaryDirectory(onTestFinished)
  const before = open(directory)
  await before.store('before', 1)
  await before.close()
  damageIndex(directory)

  const damaged = open(directory)
  await expect(damaged.store('waits', 2)).rejects.toMatchObject({
    trouble: 'damaged',
    message: expect.stringContaining('restart the collector') as string
  })
  await damaged.close()

  const again = open(directory)
  expect([damaged.setAside, again.setAside]).toEqual([[], [expect.stringContaining('logs.db.damaged-')]])
  await again.store('waits', 2)
  expect(await again.messages()).toEqual(['waits'])
  await again.close()
  expect(open(directory).setAside).toEqual([])
})
