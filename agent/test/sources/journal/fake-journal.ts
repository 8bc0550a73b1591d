import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from '../../../../collector/test/temporary-directory.ts'

/** Plays what stands in the file `entries` beside it, from the cursor that it was given, and follows it where it should. It leaves out every filter. */
const program = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync(__dirname + '/calls', JSON.stringify(args) + '\\n')
writeFileSync(__dirname + '/pid', String(process.pid))
if (existsSync(__dirname + '/deaf')) process.on('SIGTERM', () => {})
if (existsSync(__dirname + '/refusal')) {
  console.error(readFileSync(__dirname + '/refusal', 'utf8'))
  process.exit(1)
}
const entries = () => readFileSync(__dirname + '/entries', 'utf8').split('\\n').slice(0, -1)
const numberOf = (cursor) => parseInt(/;i=([0-9a-f]+)/.exec(cursor)?.[1], 16)
const cursor = args.find((arg) => arg.startsWith('--cursor='))?.slice(9)
let next = cursor === undefined ? 0 : entries().findIndex((entry) => numberOf(JSON.parse(entry).__CURSOR) >= numberOf(cursor))
if (next === -1) next = entries().length
const play = () => { for (const all = entries(); next < all.length; next++) process.stdout.write(all[next] + '\\n') }
play()
if (args.includes('--follow')) setInterval(play, 10)
`

/** A journal of a test, and a program journalctl that plays it. */
export interface FakeJournal {
  /** To stand first in PATH. */
  readonly directory: string
  /** Adds an entry; gives its cursor. */
  write (message: unknown, fields?: Readonly<Record<string, unknown>>): string
  /** Every journalctl from now on ends with these words; undefined lets them run again. */
  refuse (reason: string | undefined): void
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
  return {
    directory,
    write (message, fields = {}) {
      written += 1
      const cursor = `s=${sequence};i=${written.toString(16)}`
      appendFileSync(at('entries'), JSON.stringify({
        __CURSOR: cursor, __REALTIME_TIMESTAMP: String(1_795_867_725_000_000 + written), __MONOTONIC_TIMESTAMP: String(5_000_000 + written),
        _BOOT_ID: 'cd286d97b6aa4476b487222852a46d93', PRIORITY: '6', _TRANSPORT: 'stdout', _SYSTEMD_UNIT: 'kiosk.service', SYSLOG_IDENTIFIER: 'kiosk', _PID: '812', MESSAGE: message, ...fields
      }) + '\n')
      return cursor
    },
    refuse (reason) {
      if (reason === undefined) rmSync(at('refusal'), { force: true })
      else writeFileSync(at('refusal'), reason)
    },
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
