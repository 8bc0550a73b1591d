import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, truncateSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import { collectorInTest } from '../../collector-in-test.ts'
import { spawnCollector } from '../../collector-process.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { refusedStart } from './refused-start.ts'

/** Overwrites the first page of a table or index of a closed database. */
const damage = (file: string, name: string): void => {
  const database = new DatabaseSync(file)
  const { page, size } = database
    .prepare('SELECT rootpage AS page, page_size AS size FROM sqlite_schema, pragma_page_size WHERE name = ?')
    .get(name) as { page: number, size: number }
  database.close()
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xff, (page - 1) * size, page * size))
}

describe('what is there in the place of a file', () => {
  test.each(['collector.lock', 'mimamori.db'])('%s: a directory or a FIFO is said, and nobody waits for its other end', (name) => {
    for (const command of ['mkdir', 'mkfifo']) {
      const directory = temporaryDirectory()
      execFileSync(command, [join(directory, name)])
      const { message, exitCode } = refusedStart(directory)
      expect([message, exitCode]).toEqual([expect.stringContaining(`${name} is not a file`), 2])
    }
  })

  test('a lock file that is none: which file to delete, in one sentence and with exit code 2', async () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'collector.lock'), 'no lock '.repeat(200))
    const { code, errors } = await spawnCollector({ MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:0' }).ended
    expect([code, errors]).toEqual([
      2,
      `mimamori-collector: the lock file ${join(directory, 'collector.lock')} is damaged: delete it and start again; it contains no data\n`
    ])
  })

  test('a file or FIFO in the place of a directory or of what is written anew: a sentence, or no harm', async () => {
    const tokens = temporaryDirectory()
    writeFileSync(join(tokens, 'tokens'), '')
    const { code, errors } = await spawnCollector({ MIMAMORI_DATA_DIR: tokens, MIMAMORI_LISTEN: '127.0.0.1:0' }).ended
    expect([code, errors]).toEqual([
      2,
      expect.stringMatching(/^mimamori-collector: the data directory .* cannot be used \(.*tokens is a file\).*\n$/)
    ])
    const targets = temporaryDirectory()
    mkdirSync(join(targets, 'file_sd'))
    execFileSync('mkfifo', [join(targets, 'file_sd/devices.json.new')])
    await collectorInTest({ directory: targets })
    await expect.poll(() => existsSync(join(targets, 'file_sd/devices.json')), { timeout: 20_000 }).toBe(true)
  })

  test('a token file that is a FIFO, also where the directory is named as it is seen from here: the same', async () => {
    const directory = temporaryDirectory()
    execFileSync('mkfifo', [join(directory, 'admin-token')])
    const { code, errors } = await spawnCollector({
      MIMAMORI_DATA_DIR: `./${relative(process.cwd(), directory)}`,
      MIMAMORI_LISTEN: '127.0.0.1:0'
    }).ended
    expect(code).toBe(2)
    expect(errors).toMatch(/^mimamori-collector: the data directory .* cannot be used \(.*admin-token is not a file\).*\n$/)
  })

  test('a database that another program holds: which it is, and an exit code after which systemd tries again', async () => {
    const directory = temporaryDirectory()
    await openStorage({ database: mainDatabase, directory }).close()
    const holder = new DatabaseSync(join(directory, 'mimamori.db'))
    // An older schema, so that the start has something to change.
    holder.exec('PRAGMA user_version = 1; BEGIN EXCLUSIVE')
    const { message, exitCode } = refusedStart(directory)
    holder.close()
    expect([message, exitCode]).toEqual([expect.stringContaining(`${join(directory, 'mimamori.db')} is in use by another program`), 1])
  })

  test('a database that was cut off in the middle', async () => {
    const directory = temporaryDirectory()
    await openStorage({ database: mainDatabase, directory }).close()
    truncateSync(join(directory, 'mimamori.db'), 6000)
    expect(refusedStart(directory).message).toContain(`the database ${join(directory, 'mimamori.db')} cannot be used`)
  })
})

test('a database that is damaged in what every start reads is said in one sentence', async () => {
  const directory = temporaryDirectory()
  await openStorage({ database: mainDatabase, directory }).close()
  damage(join(directory, 'mimamori.db'), 'devices')
  const { code, errors } = await spawnCollector({ MIMAMORI_DATA_DIR: directory, MIMAMORI_LISTEN: '127.0.0.1:0' }).ended
  expect([code, errors]).toEqual([
    2,
    expect.stringMatching(/^mimamori-collector: the database .*mimamori\.db cannot be used \(.*malformed.*\n$/)
  ])
})

test('a damaged database shows in /readyz and on the page in both languages, also after a commit that still works', async () => {
  const directory = temporaryDirectory()
  await openStorage({ database: mainDatabase, directory }).close()
  damage(join(directory, 'mimamori.db'), 'update_runs_by_start')
  const { app, asAdmin, enroll } = await collectorInTest({ directory })
  expect((await asAdmin({ url: '/api/updates' })).json()).toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
  expect(await enroll({ id: 'pi-1' })).toMatch(/^mmk_/)
  expect((await app.inject('/readyz')).json()).toMatchObject({
    ready: false,
    reasons: [
      {
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining('the database is damaged: stop the collector and restore a backup') as string
      }
    ]
  })
  const said = async (language: string): Promise<unknown> =>
    (await asAdmin({ url: `/api/clients/status?lang=${language}` })).json<{ storage: unknown }>().storage
  expect(await said('en')).toMatchObject({ writable: false, text: expect.stringContaining('database is damaged') as string })
  expect(await said('ja')).toMatchObject({ writable: false, text: expect.stringContaining('データベースが壊れていて') as string })
})

test.each([
  ['no JSON', { connections: '{"boots":[', labels: 'null', context: '{', facts: 'no JSON' }],
  [
    'JSON of another shape',
    {
      connections: '{"boots":7,"marks":{},"dropped":null}',
      labels: '{"line":3}',
      context: '[1]',
      facts: '{"model":5,"releases":"4f1d2c9"}'
    }
  ],
  ['lists', { connections: '[]', labels: '[]', context: '[]', facts: '[1]' }]
])(
  'rows that are %s stop neither the start nor the page nor what comes; of a device that has such a row the rest is kept',
  async (_what, rows) => {
    const directory = temporaryDirectory()
    const first = await collectorInTest({ directory })
    const key = await first.enroll({ id: 'pi-1', labels: { line: '3' } })
    const payload = {
      clientId: 'pi-1',
      hostname: 'pi-1',
      ipAddress: '192.0.2.1',
      cpuUsage: 1,
      memoryUsage: 2,
      diskUsage: 3,
      logs: [{ level: 'ERROR', message: 'kept', context: { a: 1 } }]
    }
    await first.app.inject({ method: 'POST', url: '/api/clients/status', headers: { 'x-client-key': key }, payload })
    const before = first.deps.connections.get('pi-1')!
    await first.close()
    const database = new DatabaseSync(join(directory, 'mimamori.db'))
    database.prepare('UPDATE connections SET state = ?').run(rows.connections)
    database.prepare('UPDATE devices SET labels = ?').run(rows.labels)
    database.prepare("INSERT INTO facts VALUES ('pi-1', ?)").run(rows.facts)
    database.close()
    const log = new DatabaseSync(join(directory, 'logs.db'))
    log.prepare('UPDATE lines SET context = ?').run(rows.context)
    log.close()
    const { sendBatch, deps, asAdmin } = await collectorInTest({ directory })
    expect(deps.connections.get('pi-1')).toMatchObject({ lastSeenMs: before.lastSeenMs, boots: [], marks: [], dropped: {} })
    const list = await asAdmin({ url: '/api/clients/status' })
    expect(list.json()).toMatchObject({
      clients: [{ clientId: 'pi-1', latestLogs: [{ message: 'kept', context: { unreadable: rows.context } }] }]
    })
    expect((await asAdmin({ url: '/metrics/inventory' })).statusCode).toBe(200)
    expect((await sendBatch(key, 'a 1\n')).statusCode).toBe(200)
    expect((await asAdmin({ url: '/admin/devices/pi-1?lang=en' })).statusCode).toBe(200)
  }
)

test('a clean stop leaves no log of changes behind, although others read to the end', async () => {
  const directory = temporaryDirectory()
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  await storage.commit([{ name: 'access.insertToken', parameters: { name: 'a', role: 'viewer', hash: 'a', createdAtMs: 1 } }])
  const reading = Array.from({ length: 50 }, () => storage.query('access.tokens', {}))
  await storage.close()
  await Promise.all(reading)
  expect(readdirSync(directory).sort()).toEqual(['collector.lock', 'mimamori.db'])
})
