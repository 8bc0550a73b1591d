import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { prepareLogDatabase } from '../../src/logs/embedded/open-log-database.ts'
import { pairsOf } from '../../src/logs/embedded/text-index.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { logStoreInTest } from './log-store-in-test.ts'

const within = <Value>(directory: string, work: (database: DatabaseSync) => Value): Value => {
  const database = new DatabaseSync(join(directory, 'logs.db'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** FTS5 keeps its settings in `%_config` (https://sqlite.org/fts5.html). */
const settings = (directory: string): readonly unknown[] => within(directory, (database) =>
  ['text_index', 'pair_index'].map((index) => Object.fromEntries((database.prepare(`SELECT k, v FROM ${index}_config WHERE k <> 'version'`).all() as { k: string, v: number }[]).map(({ k, v }) => [k, v]))))

const seldomMerges = { automerge: 64, crisismerge: 256, deletemerge: 50, hashsize: 8_388_608 }

/** As the first version of the schema left it: without units and the ends of messages, too. */
const takeBack = (directory: string): void => within(directory, (database) => {
  database.enableDefensive(false)
  for (const { id, message } of database.prepare('SELECT id, message FROM lines').all() as { id: number, message: string }[]) {
    for (const index of ['text_index', 'pair_index']) database.prepare(`DELETE FROM ${index} WHERE rowid = ?`).run(id)
    database.prepare('INSERT INTO text_index (rowid, text) VALUES (?, ?)').run(id, message)
    database.prepare('INSERT INTO pair_index (rowid, pairs) VALUES (?, ?)').run(id, pairsOf(message))
  }
  database.exec("DELETE FROM pair_index_config WHERE k <> 'version'; DELETE FROM text_index_config WHERE k IN ('crisismerge', " +
    "'deletemerge'); UPDATE text_index_config SET v = 8 WHERE k = 'automerge'; DROP TABLE indexed_after; DROP TABLE requests_indexed_after; " +
    'CREATE INDEX batches_of_request ON batches (request_id); CREATE INDEX lines_of_request ON lines (request_id); PRAGMA user_version = 1')
})

it('has both indexes of a new log merge seldom', () => {
  const directory = temporaryDirectory(onTestFinished)
  prepareLogDatabase(directory, () => {})
  expect(settings(directory)).toEqual([seldomMerges, seldomMerges])
})

it('has those of a log of the version before do so too, and finds its lines', async () => {
  const before = await logStoreInTest()
  const received = { receivedMs: 1.7e12, requestId: 'r' }
  await before.logs.append('pi', [{ level: 'info', message: '温度 before', unit: 'app', eventMs: 1.7e12 }], received)
  await before.messages()
  await before.close()
  takeBack(before.directory)
  const { logs, messages } = await logStoreInTest({ directory: before.directory })
  await logs.append('pi', [{ level: 'info', message: '温度 after', unit: 'app', eventMs: 1.7e12 }], received)
  expect([await messages({ text: '温度' }), await messages({ text: 'before' }), settings(before.directory)]).toEqual([['温度 after', '温度 before'], ['温度 before'], [seldomMerges, seldomMerges]])
  for (const [query, found] of [
    [{ requestId: 'r' }, ['温度 after', '温度 before']], [{ text: 're' }, ['温度 before']], [{ text: 'r' }, ['温度 after', '温度 before']], [{ unit: 'app' }, ['温度 after', '温度 before']],
    [{ unit: 'app', order: 'oldest' }, ['温度 before', '温度 after']]
  ] as const) {
    expect(await messages(query), JSON.stringify(query)).toEqual(found)
  }
})
