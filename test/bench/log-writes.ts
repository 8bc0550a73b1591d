import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mainDatabase } from '../../collector/src/main-database.ts'
import { openEmbeddedBackend } from '../../collector/src/logs/embedded/embedded-backend.ts'
import { openLogStore } from '../../collector/src/logs/open-log-store.ts'
import { openStorage } from '../../collector/src/platform/storage/sqlite-storage.ts'
import { createLogLines } from './log-lines.ts'

export const devices = 300
/** Of each. */
const linesAMinute = 3
const lineBytes = 130
const linesADay = devices * linesAMinute * 1440

interface Options {
  readonly directory: string
  readonly lines: number
  /** Batches that arrive within one window of the writer, and so are committed together. */
  readonly windowSeconds: number
  /** What is counted (proc_pid_io(5)): bytes that went to the disk, or all that were written to files, which any file system counts. */
  readonly counter?: 'write_bytes' | 'wchar'
}

/** Threads whose name begins so, the first started first. */
const threadsNamed = (name: string): readonly string[] =>
  readdirSync('/proc/self/task').sort((a, b) => Number(a) - Number(b)).map((id) => `/proc/self/task/${id}`)
    .filter((task) => readFileSync(`${task}/comm`, 'utf8').startsWith(name))

/** Bytes written for each line. */
export interface LogWrites {
  readonly all: number
  /** By the thread that writes mimamori.db, its WAL included, and by that of logs.db. */
  readonly queue: number
  readonly store: number
}

/**
 * Measures the cost of each line of a fleet at its pace: each is a batch of its own. Time is simulated: the lines of a window come at
 * once, and the next right after.
 */
export const measureLogWrites = async (
  { directory: parent, lines, windowSeconds, counter = 'write_bytes' }: Options
): Promise<LogWrites> => {
  /** By this process, or one of its threads. */
  const writtenBytes = (io = '/proc/self/io'): number => Number(new RegExp(`^${counter}: (\\d+)$`, 'm').exec(readFileSync(io, 'utf8'))![1])
  const directory = join(parent, 'log-writes')
  mkdirSync(directory)
  const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 0.05 })
  const backend = openEmbeddedBackend({ directory })
  const fail = (error: unknown): void => { if (error !== undefined) throw error as Error }
  const logs = await openLogStore({ storage, backend, drain: { onTrouble: fail, onNotRemoved: fail }, nowMs: Date.now, shareMs: 2 })
  const streams = Array.from({ length: devices }, () => randomUUID())
  const textOf = createLogLines(1)
  const firstMs = Date.now() - linesADay / devices / linesAMinute * 60_000
  const append = async (index: number): Promise<void> => {
    const [device, eventMs] = [index % devices, Math.floor(firstMs + index * 60_000 / devices / linesAMinute)]
    const message = Buffer.from(textOf(index)).subarray(0, lineBytes).toString()
    const level = index % 100 === 0 ? 'error' : 'info'
    await logs.append(`pi-${device}`, [{ level, message, unit: `service-${index % 20}.service`, eventMs }],
      { receivedMs: eventMs, requestId: randomUUID(), mark: { stream: streams[device]!, sequence: Math.floor(index / devices) + 1 } })
  }
  const before = writtenBytes()
  const together = Math.max(1, Math.floor(windowSeconds * devices * linesAMinute / 60))
  for (let index = 0; index < lines; index += together) {
    await Promise.all(Array.from({ length: Math.min(together, lines - index) }, (_, place) => append(index + place)))
    await logs.search({ order: 'newest', limit: 1 })
  }
  await backend.flush!()
  const [queue, store] = threadsNamed('writer-thread').slice(-2).map((task) => writtenBytes(`${task}/io`) / lines)
  await logs.close()
  await storage.close()
  return { all: (writtenBytes() - before) / lines, queue: queue!, store: store! }
}
