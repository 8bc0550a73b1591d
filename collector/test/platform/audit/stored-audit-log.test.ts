import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import type { Author } from '../../../src/platform/audit/author.ts'
import { createAuditLog } from '../../../src/platform/audit/stored-audit-log.ts'
import { migrate } from '../../../src/platform/storage/open-database.ts'
import { auditOnBehalfOfSchema } from '../../../src/platform/audit/tables.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../../src/platform/storage/storage.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

const dayMs = 86_400_000
const by = (atMs: number, requestId = String(atMs)): Author => ({ name: 'sato', role: 'admin', address: '192.0.2.7', requestId, atMs })
const change = { action: 'pauseDevice', subject: { type: 'device', name: 'pi-1' }, device: 'pi-1', changes: [] } as const

const onError = (error: unknown): never => { throw error }

const openLog = (directory = temporaryDirectory()) => {
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  return createAuditLog({ storage, onError })
}

const timesOf = async (log: ReturnType<typeof openLog>): Promise<readonly number[]> =>
  (await log.list({ limit: 100 })).map(({ view }) => Date.parse(view.at))

test('the audit log forgets what is too old, and nothing while the clock is in doubt', async () => {
  const log = openLog()
  for (const atMs of [dayMs, 2 * dayMs, 3 * dayMs]) await log.record(by(atMs), change)
  await log.removeOld(undefined)
  expect(await timesOf(log)).toEqual([3 * dayMs, 2 * dayMs, dayMs])
  await log.removeOld(2 * dayMs)
  expect(await timesOf(log)).toEqual([3 * dayMs, 2 * dayMs])
})

test('an entry of a clock that was behind stays as long as those around it', async () => {
  const log = openLog()
  for (const atMs of [2 * dayMs, 5 * dayMs, 0, 6 * dayMs]) await log.record(by(atMs), change)
  await log.removeOld(4 * dayMs)
  expect(await timesOf(log)).toEqual([6 * dayMs, 0, 5 * dayMs])
  await log.removeOld(9 * dayMs)
  expect(await timesOf(log)).toEqual([])
})

test('times of a clock that was ahead become now, and the order stays', async () => {
  const log = openLog()
  for (const atMs of [dayMs, 9 * dayMs, 3 * dayMs]) await log.record(by(atMs), change)
  await log.clampTimes(4 * dayMs)
  expect(await timesOf(log)).toEqual([3 * dayMs, 4 * dayMs, dayMs])
})

test('what another program does is recorded before it is asked, under its name afterwards, and not where it refused', async () => {
  const log = openLog()
  const elsewhere = {
    change: { ...change, subject: { type: 'silence', name: null } },
    nameOf: (id: string) => id,
    wasRefused: (error: unknown) => error instanceof RangeError
  } as const
  const names = async () => (await log.list({ limit: 100 })).map(({ view }) => view.subject.name)
  let whileAsked: readonly (string | null)[] = []
  const make = async (): Promise<string> => {
    whileAsked = await names()
    return 'silence-1'
  }
  await log.recordElsewhere(by(1), { ...elsewhere, make })
  expect(whileAsked).toEqual([null])
  expect(await names()).toEqual(['silence-1'])
  const failing = (error: Error, requestId: string) =>
    log.recordElsewhere(by(2, requestId), { ...elsewhere, make: () => Promise.reject(error) })
  await expect(failing(new RangeError('refused'), 'b')).rejects.toThrow('refused')
  expect(await names()).toEqual(['silence-1'])
  await expect(failing(new Error('no answer'), 'c')).rejects.toThrow('no answer')
  expect(await names()).toEqual([null, 'silence-1'])
})

test('where its entry cannot be changed afterwards, what another program answered counts', async () => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  const full = new Error('the disk is full')
  const errors: unknown[] = []
  /** Takes new entries, and no change of them. */
  const almostFull: Storage = {
    ...storage,
    commit: (statements) => (statements[0]?.name === 'audit.record' ? storage.commit(statements) : Promise.reject(full))
  }
  const log = createAuditLog({ storage: almostFull, onError: (error) => { errors.push(error) } })
  const elsewhere = { change, nameOf: (id: string) => id, wasRefused: () => true }
  await expect(log.recordElsewhere(by(1), { ...elsewhere, make: async () => 'silence-1' })).resolves.toBe('silence-1')
  await expect(log.recordElsewhere(by(2), { ...elsewhere, make: () => Promise.reject(new Error('refused')) })).rejects.toThrow('refused')
  expect(errors).toEqual([full, full])
})

test('a database whose entries do not say on behalf of whom keeps them', async () => {
  const directory = temporaryDirectory()
  const file = join(directory, 'mimamori.db')
  migrate(file, mainDatabase.migrations.slice(0, mainDatabase.migrations.indexOf(auditOnBehalfOfSchema)))
  const before = new DatabaseSync(file)
  before.exec(
    "INSERT INTO audit_log (at_ms, actor, role, address, request_id, action, subject_type, changes) VALUES (1, 'sato', 'admin', '192.0.2.7', 'r', 'confirmClock', 'clock', '[]')"
  )
  before.close()
  const log = openLog(directory)
  await log.record({ ...by(2), onBehalfOf: 'tanaka' }, change)
  expect((await log.list({ limit: 10 })).map(({ view }) => view.actor.onBehalfOf)).toEqual(['tanaka', null])
})

test('a database from before the audit log gets it and keeps what it has', async () => {
  const directory = temporaryDirectory()
  const file = join(directory, 'mimamori.db')
  migrate(file, mainDatabase.migrations.slice(0, 1))
  const before = new DatabaseSync(file)
  before.exec("INSERT INTO tokens (name, role, hash, created_at_ms) VALUES ('grafana', 'viewer', 'a', 1)")
  before.close()
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  expect(await storage.query('access.tokens', {})).toMatchObject([{ name: 'grafana' }])
  const log = createAuditLog({ storage, onError })
  await log.record(by(1), change)
  expect(await log.list({ limit: 10 })).toMatchObject([
    { number: 1, view: { action: 'pauseDevice', actor: { name: 'sato', address: '192.0.2.7' } } }
  ])
})
