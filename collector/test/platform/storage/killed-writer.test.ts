import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { compileTroubledDisk, hasTroubledDisk } from '../../troubled-disk.ts'

const open = (directory: string, env: Readonly<Record<string, string>> = {}, program = 'open-database.ts') =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../../fixtures', program), directory], {
    encoding: 'utf8',
    env: { ...process.env, ...env }
  })

test.skipIf(!hasTroubledDisk)('a first start that is killed at any write is made up for by the next', () => {
  const library = compileTroubledDisk()
  for (const write of [2, 9, 20, 40]) {
    const directory = temporaryDirectory()
    const { signal } = open(directory, { LD_PRELOAD: library, MIMAMORI_TEST_KILL_AT_WRITE: String(write) })
    expect(signal, `write ${write}`).toBe('SIGKILL')
    const { stdout, stderr } = open(directory)
    expect([stderr, JSON.parse(stdout)], `killed at write ${write}`).toEqual(['', []])
    const database = new DatabaseSync(join(directory, 'mimamori.db'))
    expect({ ...database.prepare('SELECT * FROM pragma_integrity_check, pragma_auto_vacuum, pragma_user_version').get() })
      .toEqual({ integrity_check: 'ok', auto_vacuum: 2, user_version: mainDatabase.migrations.length })
    database.close()
  }
}, 120_000)

/** How a log ended that was killed at some write of a phase: the last thing it printed, and what its database holds. */
const killFillingLog = ({ library, phase, write }: { readonly library: string, readonly phase: string, readonly write: number }) => {
  const directory = temporaryDirectory()
  const { signal, stdout, stderr } = open(
    directory,
    { LD_PRELOAD: library, MIMAMORI_TEST_KILL_AT_WRITE: String(write), MIMAMORI_TEST_COUNT_FROM: join(directory, phase) },
    'fill-log.ts'
  )
  const database = new DatabaseSync(join(directory, 'logs.db'))
  database.prepare('ATTACH ? AS main_database').run(join(directory, 'mimamori.db'))
  const row = database
    .prepare(
      `SELECT (SELECT integrity_check FROM pragma_integrity_check) AS integrity, (SELECT freelist_count FROM pragma_freelist_count) AS freePages,
    (SELECT coalesce(sum(bytes), 0) FROM devices) AS counted, (SELECT coalesce(sum(bytes), 0) FROM lines) AS held, (SELECT count(*) FROM lines) AS lines,
    (SELECT coalesce(max(received_ms), 0) - unixepoch('2026-01-01') * 1000 FROM (SELECT received_ms FROM batches UNION ALL SELECT contents ->> '$[0].receivedMs' FROM main_database.log_queue)) AS newestBatch`
    )
    .get() as Readonly<Record<'counted' | 'held' | 'lines' | 'newestBatch' | 'freePages', number>> & { readonly integrity: string }
  database.close()
  const reported = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { readonly phase: string, readonly value: number })
  return {
    ...row,
    signal,
    stderr,
    last: reported.at(-1)!,
    acknowledged: reported.findLast(({ phase }) => phase === 'filling')!.value,
    kept: reported.find(({ phase }) => phase === 'shrinking')?.value
  }
}

test.skipIf(!hasTroubledDisk)(
  'a log that is killed at any write, in the middle of making room, of removing for age or of shrinking, is whole, holds its limit and has all that was acknowledged',
  () => {
    const library = compileTroubledDisk()
    const rounds = [
      ['filling', 3000],
      ['filling', 20_000],
      ['removing', 30],
      ['shrinking', 1],
      ['shrinking', 6],
      ['shrinking', 16]
    ] as const
    for (const [phase, write] of rounds) {
      const killed = killFillingLog({ library, phase, write })
      const name = `killed at write ${write} of ${phase}`
      expect([killed.signal, killed.last.phase, killed.stderr, killed.integrity], name).toEqual(['SIGKILL', phase, '', 'ok'])
      expect(killed.counted, name).toBe(killed.held)
      expect(killed.held, name).toBeLessThanOrEqual(24_000_000)
      expect(killed.newestBatch, name).toBeGreaterThanOrEqual(killed.acknowledged)
      if (phase !== 'shrinking') continue
      expect(killed.lines, name).toBe(killed.kept)
      expect(killed.freePages, name).toBeGreaterThan(1024)
    }
    const ended = killFillingLog({ library, phase: 'shrinking', write: 1_000_000 })
    expect(ended).toMatchObject({ signal: null, last: { phase: 'shrunk' }, integrity: 'ok', lines: ended.kept })
  },
  120_000
)
