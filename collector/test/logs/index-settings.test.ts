import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { fold } from '@mimamori/contract/fold'
import { largeCommits, logDatabaseFile, openLogsForWriting, prepareLogDatabase } from '../../src/logs/embedded/open-log-database.ts'
import { logMigrations } from '../../src/logs/embedded/schema.ts'
import { firstIdAt } from '../../src/logs/line-id.ts'
import { migrate } from '../../src/platform/storage/open-database.ts'
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

const eventMs = 1.7e12
const received = { receivedMs: eventMs, requestId: 'r' }

/** A log of version 5: an entry of the text indexes for each line, and no token of a device or a run. */
const logOfBefore = (directory: string, messages: readonly string[]): void => {
  migrate(logDatabaseFile(directory), logMigrations.slice(0, 5), largeCommits)
  within(directory, (database) => {
    database.exec(`
      CREATE INDEX batches_of_run ON batches (run_id) WHERE run_id IS NOT NULL;
      CREATE INDEX lines_of_batch ON lines (batch);
      CREATE INDEX lines_of_device ON lines (device, id);
      CREATE VIRTUAL TABLE text_index USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');
      CREATE VIRTUAL TABLE pair_index USING fts5(pairs, content='', contentless_delete=1, detail=none, tokenize='ascii');
      CREATE TABLE indexed_after (position INTEGER NOT NULL) STRICT;
      CREATE TABLE requests_indexed_after (position INTEGER NOT NULL) STRICT;
      INSERT INTO devices (id, bytes) VALUES ('pi', ${1000 * messages.length})`)
    for (const [place, message] of messages.entries()) {
      const id = firstIdAt(eventMs) + place
      database.prepare("INSERT INTO batches VALUES (?, 1, ?, 'r', 'run', 1)").run(place + 1, eventMs)
      database.prepare("INSERT INTO lines VALUES (?, ?, 1, 1, 0, 'app', ?, NULL, NULL, 1000)").run(id, place + 1, message)
      database.prepare('INSERT INTO text_index (rowid, text) VALUES (?, ?)').run(id, fold(message))
    }
  })
}

const queries = [
  { text: '温度' }, { text: 'before' }, { text: 're' }, { requestId: 'r' }, { unit: 'app' }, { deviceIds: ['pi'] }, { runId: 'run' },
  { text: '温度', unit: 'app' }, { order: 'oldest', text: '温' }
] as const

it('finds the lines of a log of the version before, whether they are indexed anew yet or not', async () => {
  const directory = temporaryDirectory(onTestFinished)
  logOfBefore(directory, ['温度 before', 'Before 温度', '湿度'])
  const { logs, messages } = await logStoreInTest({ directory })
  await logs.append('pi', [{ level: 'info', message: '温度 after', unit: 'app', eventMs }], received)
  const all = ['温度 after', '湿度', 'Before 温度', '温度 before']
  const both = ['Before 温度', '温度 before']
  const expected = [
    ['温度 after', ...both], both, both, all, all, all, all.slice(1), ['温度 after', ...both], [...both.toReversed(), '温度 after']
  ]
  const unindexed = () => within(directory, (database) => database.prepare('SELECT high FROM unindexed').all())
  for (const left of [1, 0]) {
    for (const [place, query] of queries.entries()) expect(await messages(query), JSON.stringify(query)).toEqual(expected[place])
    expect(unindexed()).toHaveLength(left)
    await logs.removeOld(0, () => undefined)
  }
})

it('holds the limit of space also while the lines of the version before are not indexed', async () => {
  const directory = temporaryDirectory(onTestFinished)
  logOfBefore(directory, ['oldest', ...Array.from({ length: 9 }, (_, place) => `${place}`)])
  const { logs, messages } = await logStoreInTest({ directory, maxBytes: 9500 })
  await logs.append('pi', [{ level: 'info', message: 'new', eventMs: eventMs + 1000 }], received)
  expect(await messages()).toEqual(['new', '8', '7', '6', '5', '4', '3', '2', '1', '0'])
})

it('has a commit to logs.db outlast a power cut right after it', () => {
  const database = openLogsForWriting(prepareLogDatabase(temporaryDirectory(onTestFinished), () => {}))
  onTestFinished(() => { database.close() })
  // EXTRA (https://sqlite.org/pragma.html#pragma_synchronous).
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 3 })
})
