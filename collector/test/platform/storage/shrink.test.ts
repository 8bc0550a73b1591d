import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { shrinkALittle } from '../../../src/platform/storage/shrink.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** A database with some 1,200 free pages. */
const withFreePages = (autoVacuum: 'NONE' | 'INCREMENTAL'): DatabaseSync => {
  const database = new DatabaseSync(join(temporaryDirectory(onTestFinished), 'a.db'))
  onTestFinished(() => { database.close() })
  database.exec(`PRAGMA auto_vacuum = ${autoVacuum}; CREATE TABLE a (b BLOB); INSERT INTO a VALUES (zeroblob(4900000)); DELETE FROM a`)
  return database
}
const freePages = (database: DatabaseSync): number =>
  (database.prepare('PRAGMA freelist_count').get() as { freelist_count: number }).freelist_count

test('a file shrinks step by step, down to what it keeps for the next commits', () => {
  const database = withFreePages('INCREMENTAL')
  expect(freePages(database)).toBeGreaterThan(1150)
  expect(shrinkALittle(database)).toBe(true)
  while (shrinkALittle(database));
  expect(freePages(database)).toBe(1024)
})

test('a large file keeps a thirty-second of itself, which the next merge of an index takes', () => {
  const database = new DatabaseSync(':memory:')
  onTestFinished(() => { database.close() })
  database.exec('PRAGMA auto_vacuum = INCREMENTAL; CREATE TABLE a (b BLOB); CREATE TABLE c (d BLOB)')
  database.exec('INSERT INTO a VALUES (zeroblob(150000000)); INSERT INTO c VALUES (zeroblob(9000000)); DELETE FROM c')
  while (shrinkALittle(database));
  expect(freePages(database)).toBeGreaterThan(1150)
  expect(freePages(database)).toBeLessThan(1250)
})

test('a file that cannot shrink is not tried again and again', () => {
  const database = withFreePages('NONE')
  expect(freePages(database)).toBeGreaterThan(1150)
  expect(shrinkALittle(database)).toBe(false)
})
