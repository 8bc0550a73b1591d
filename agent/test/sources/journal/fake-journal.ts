import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from '../../../../collector/test/temporary-directory.ts'

/**
 * Plays what stands in the file `entries` beside it, from the cursor that it was given, or its newest lines, and follows it where it
 * should. As the real one (systemd 252 to 257), where it is to follow the newest lines and finds none, it begins with the last of the first
 * that come. Of the filters it knows --priority.
 */
const program = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
writeFileSync(__dirname + '/pid', String(process.pid))
if (existsSync(__dirname + '/deaf')) process.on('SIGTERM', () => {})
appendFileSync(__dirname + '/calls', JSON.stringify(args) + '\\n')
if (existsSync(__dirname + '/refusal')) {
  console.error(readFileSync(__dirname + '/refusal', 'utf8'))
  process.exit(1)
}
const valueOf = (name) => args.find((arg) => arg.startsWith(name + '='))?.slice(name.length + 1)
const leastPriority = { emerg: 0, alert: 1, crit: 2, err: 3, warning: 4, notice: 5, info: 6 }[valueOf('--priority')] ?? 7
const entries = () => readFileSync(__dirname + '/entries', 'utf8').split('\\n').slice(0, -1).filter((entry) => !(JSON.parse(entry).PRIORITY > leastPriority))
const numberOf = (cursor) => parseInt(/;i=([0-9a-f]+)/.exec(cursor)?.[1], 16)
const [cursor, lines] = [valueOf('--cursor'), valueOf('--lines')]
const isAfter = (entry) => cursor === undefined || numberOf(JSON.parse(entry).__CURSOR) >= numberOf(cursor)
let next = entries().findIndex(isAfter)
if (next === -1) next = entries().length
if (lines !== undefined) next = Math.max(0, entries().length - Number(lines))
let isAtEnd = lines !== undefined && entries().length === 0
const play = () => {
  const all = entries()
  if (isAtEnd && all.length > 0) {
    isAtEnd = false
    next = all.length - 1
  }
  for (; next < all.length; next++) process.stdout.write(all[next] + '\\n')
}
play()
if (args.includes('--follow')) setInterval(() => existsSync(__dirname + '/unnoticed') || play(), 10)
`

/** A journal of a test, and a program journalctl that plays it. */
export interface FakeJournal {
  /** To stand first in PATH. */
  readonly directory: string
  /** Adds an entry; gives its cursor. */
  write (message: unknown, fields?: Readonly<Record<string, unknown>>): string
  /** Adds entries all at once. */
  writeAll (messages: readonly string[]): void
  /** Every journalctl from now on ends with these words; undefined lets them run again. */
  refuse (reason: string | undefined): void
  /** Hides what is written from now on from a journalctl that follows already, as a file system that has become read-only does. */
  goUnnoticed (): void
  /** Every journalctl from now on ends by SIGKILL alone. */
  deafen (): void
  /** The arguments of each start. */
  calls (): readonly (readonly string[])[]
  /** Of the journalctl that was started last. */
  pid (): number
  /** The oldest entries are gone, as after a rotation. */
  forget (count: number): void
  /** All is gone, and journald counts anew: as after a restart of a device that keeps its journal in memory. */
  begin (): void
}

export const createFakeJournal = (until?: Until): FakeJournal => {
  const directory = temporaryDirectory(until)
  const at = (name: string): string => join(directory, name)
  let written = 0
  let sequence = '7c71b0cc'
  writeFileSync(at('journalctl'), program, { mode: 0o755 })
  writeFileSync(at('entries'), '')
  writeFileSync(at('calls'), '')
  const entryOf = (
    message: unknown,
    fields: Readonly<Record<string, unknown>> = {}
  ): { readonly cursor: string, readonly text: string } => {
    written += 1
    const cursor = `s=${sequence};i=${written.toString(16)}`
    const entry = {
      __CURSOR: cursor,
      __REALTIME_TIMESTAMP: String(1_795_867_725_000_000 + written),
      __MONOTONIC_TIMESTAMP: String(5_000_000 + written),
      _BOOT_ID: 'cd286d97b6aa4476b487222852a46d93',
      PRIORITY: '6',
      _TRANSPORT: 'stdout',
      _SYSTEMD_UNIT: 'kiosk.service',
      SYSLOG_IDENTIFIER: 'kiosk',
      _PID: '812',
      MESSAGE: message,
      ...fields
    }
    return { cursor, text: JSON.stringify(entry) + '\n' }
  }
  return {
    directory,
    write (message, fields) {
      const { cursor, text } = entryOf(message, fields)
      appendFileSync(at('entries'), text)
      return cursor
    },
    writeAll (messages) {
      appendFileSync(at('entries'), messages.map((message) => entryOf(message).text).join(''))
    },
    refuse (reason) {
      if (reason === undefined) rmSync(at('refusal'), { force: true })
      else writeFileSync(at('refusal'), reason)
    },
    goUnnoticed: () => { writeFileSync(at('unnoticed'), '') },
    deafen: () => { writeFileSync(at('deaf'), '') },
    calls: () => readFileSync(at('calls'), 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as readonly string[]),
    pid: () => existsSync(at('pid')) ? Number(readFileSync(at('pid'), 'utf8')) : 0,
    begin () {
      sequence = `${sequence}0`
      written = 0
      writeFileSync(at('entries'), '')
    },
    forget (count) {
      writeFileSync(at('entries'), readFileSync(at('entries'), 'utf8').split('\n').slice(count).join('\n'))
    }
  }
}
