import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { StatementError } from '../../../src/platform/storage/errors.ts'
import { migrate } from '../../../src/platform/storage/open-database.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import type { Statement, Storage } from '../../../src/platform/storage/storage.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { refusedStart } from './refused-start.ts'

const open = (directory = temporaryDirectory()): Storage => {
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 20 })
  onTestFinished(() => storage.close())
  return storage
}
const token = (name: string, hash = name): Statement => ({
  name: 'access.insertToken',
  parameters: { name, role: 'viewer', hash, createdAtMs: 1 }
})
const names = async (storage: Storage): Promise<unknown[]> => (await storage.query('access.tokens', {})).map(({ name }) => name)

describe('the embedded database', () => {
  test('shows a query every transaction whose commit has resolved', async () => {
    const storage = open()
    expect(await storage.commit([token('a'), token('b')])).toEqual({ changes: [1, 1] })
    expect(await names(storage)).toEqual(['a', 'b'])
  })

  test('undoes the whole of a transaction that fails, and no other of its group', async () => {
    const storage = open()
    const results = await Promise.allSettled([
      storage.commit([token('a')]),
      storage.commit([token('b'), token('c', 'a')]),
      storage.commit([token('d')])
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((results[1] as PromiseRejectedResult).reason).toBeInstanceOf(StatementError)
    expect(await names(storage)).toEqual(['a', 'd'])
  })

  test('leaves out what follows a guard that changed nothing', async () => {
    const storage = open()
    const guard: Statement = { name: 'access.deleteToken', parameters: { name: 'a' }, guard: true }
    expect(await storage.commit([guard, token('b')])).toEqual({ changes: [0] })
    expect(await names(storage)).toEqual([])
    await storage.commit([token('a')])
    expect(await storage.commit([guard, token('b')])).toEqual({ changes: [1, 1] })
    expect(await names(storage)).toEqual(['b'])
  })

  test('refuses a statement and a query that nobody has registered', async () => {
    const storage = open()
    await expect(storage.commit([{ name: 'access.dropAll', parameters: {} }])).rejects.toThrow('nothing is registered as access.dropAll')
    await expect(storage.query('access.all', {})).rejects.toThrow('nothing is registered as access.all')
  })

  test('carries out what came before it was closed, and refuses what comes after', async () => {
    const directory = temporaryDirectory()
    const storage = open(directory)
    const last = storage.commit([token('a')])
    const closed = storage.close()
    await expect(storage.commit([token('b')])).rejects.toThrow('closed')
    await closed
    expect(await last).toEqual({ changes: [1] })
    expect(await names(open(directory))).toEqual(['a'])
  })
})

describe('the data directory', () => {
  test('is refused where a newer version has written it, and stays as it was', async () => {
    const directory = temporaryDirectory()
    await open(directory).close()
    const file = join(directory, 'mimamori.db')
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(refusedStart(directory).message).toMatch(/written by a newer version of Mimamori \(schema 99, this version supports up to \d+\)/)
    const again = new DatabaseSync(file)
    expect(again.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 })
    again.close()
  })

  test('written by an older version is brought up to date, with all that is in it', () => {
    const file = join(temporaryDirectory(), 'mimamori.db')
    const first = 'CREATE TABLE kept (name TEXT)'
    migrate(file, [first])
    const database = new DatabaseSync(file)
    onTestFinished(() => { database.close() })
    database.exec("INSERT INTO kept VALUES ('a')")
    const second = "ALTER TABLE kept ADD COLUMN role TEXT DEFAULT 'viewer'"
    expect(() => { migrate(file, [first, second, 'no step']) }).toThrow('syntax error')
    expect({ ...database.prepare('SELECT * FROM kept, pragma_user_version').get() }).toEqual({ name: 'a', user_version: 1 })
    migrate(file, [first, second])
    expect({ ...database.prepare('SELECT * FROM kept, pragma_user_version').get() }).toEqual({ name: 'a', role: 'viewer', user_version: 2 })
    migrate(file, [first, 'no step that was done is done again'])
    expect({ ...database.prepare('SELECT count(*) AS kept FROM kept').get() }).toEqual({ kept: 1 })
  })

  test('that cannot be made is said plainly', () => {
    const file = join(temporaryDirectory(), 'a-file')
    writeFileSync(file, '')
    expect(refusedStart(join(file, 'var')).message).toContain(`the data directory ${file}/var cannot be used`)
  })
})

describe('the file of the database', () => {
  const long = (count: number): Statement[] =>
    Array.from({ length: count }, (_, index) => token(`t${index}`, `${index} `.padEnd(100_000, 'x')))

  test('shrinks again when what was in it is gone', async () => {
    const directory = temporaryDirectory()
    const storage = open(directory)
    const file = join(directory, 'mimamori.db')
    await storage.commit(long(200))
    // Before anything is gone: it shrinks at once, and this thread may be slow.
    const reader = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
    onTestFinished(() => { reader.close() })
    const pages = (): number => (reader.prepare('PRAGMA page_count').get() as { page_count: number }).page_count
    expect(pages()).toBeGreaterThan(4 * 4800)
    await storage.commit(Array.from({ length: 200 }, (_, index) => ({ name: 'access.deleteToken', parameters: { name: `t${index}` } })))
    await expect.poll(pages, { timeout: 60_000 }).toBeLessThan(4 * 1300)
  })
})
