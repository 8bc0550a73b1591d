import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { openEmbeddedBackend } from '../../src/logs/embedded/embedded-backend.ts'
import type { LogBackend } from '../../src/logs/log-backend.ts'
import type { LogLine } from '../../src/devices/snapshot/log-line.ts'
import type { LogStore } from '../../src/logs/log-store.ts'
import type { LogQuery } from '../../src/logs/log-query.ts'
import { openLogStore } from '../../src/logs/open-log-store.ts'
import type { DrainOptions } from '../../src/platform/queue/drain.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../src/platform/storage/storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

type BackendOptions = Pick<Parameters<typeof openEmbeddedBackend>[0], 'maxBytes' | 'bufferBytes' | 'onRemoved'>
type StoreOptions = Partial<Omit<Parameters<typeof openLogStore>[0], 'storage' | 'backend' | 'drain'>>

interface Options extends StoreOptions, Partial<DrainOptions>, BackendOptions {
  readonly directory?: string
  /** Puts itself between the log and its database. */
  readonly around?: (storage: Storage) => Partial<Storage>
  /** Puts itself between the log and its backend. */
  readonly aroundBackend?: (backend: LogBackend) => Partial<LogBackend>
}

/** A log with the embedded backend in a directory of its own, closed when the test ends. */
export const logStoreInTest = async ({
  directory = temporaryDirectory(onTestFinished), around = () => ({}), aroundBackend = () => ({}), maxBytes, bufferBytes = 0, onRemoved,
  onTrouble = () => {}, onNotRemoved = () => {}, backoffMs, ...options
}: Options = {}) => {
  const opened = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
  const storage = { ...opened, ...around(opened) }
  const backend = openEmbeddedBackend({ directory, bufferBytes, ...maxBytes !== undefined && { maxBytes }, ...onRemoved && { onRemoved } })
  const logs: LogStore = await openLogStore({
    storage, backend: { ...backend, ...aroundBackend(backend) }, nowMs: Date.now,
    drain: { onTrouble, onNotRemoved, ...backoffMs && { backoffMs } },
    // A search has what was appended before, however busy the machine is.
    searchWaitMs: 60_000,
    ...options
  })
  let closed: Promise<void> | undefined
  const close = () => closed ??= logs.close().then(() => opened.close())
  onTestFinished(close)
  const find = async (query: Partial<LogQuery> = {}): Promise<readonly LogLine[]> =>
    (await logs.search({ order: 'newest', limit: 1000, ...query })).lines
  const messages = async (query: Partial<LogQuery> = {}) => (await find(query)).map(({ message }) => message)
  return { directory, storage, logs, close, find, messages }
}

/** What a connection of its own reads from logs.db. */
const rowsOf = <Row>(directory: string, sql: string): readonly Row[] => {
  const database = new DatabaseSync(join(directory, 'logs.db'), { readOnly: true, timeout: 10_000 })
  try {
    return database.prepare(sql).all() as Row[]
  } finally {
    database.close()
  }
}

/** How many bytes each device's lines count for. */
export const logUsage = (directory: string): Readonly<Record<string, number>> =>
  Object.fromEntries(rowsOf<{ id: string, bytes: number }>(directory, 'SELECT id, bytes FROM devices WHERE bytes > 0')
    .map(({ id, bytes }) => [id, bytes]))

const countOf = (directory: string, from: string): number =>
  rowsOf<{ count: number }>(directory, `SELECT count(*) AS count FROM ${from}`)[0]!.count

export const batchesWithoutLines = (directory: string): number => countOf(directory, 'batches WHERE lines <= 0')

/** Entries of the text index. */
export const indexedBlocks = (directory: string): number => countOf(directory, 'text_index_docsize')

export const totalUsage = (directory: string): number => Object.values(logUsage(directory)).reduce((sum, bytes) => sum + bytes, 0)
