import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'vitest'
import type { Clock } from '../../../src/platform/clock/clock.ts'
import { collectorInTest, type CollectorInTest } from '../../../test/collector-in-test.ts'
import { temporaryDirectory, type Until } from '../../../test/temporary-directory.ts'
import { run } from '../../src/run.ts'

/** restic is Debian's: a test is skipped visibly where it is missing, except in CI, where it then fails. */
export const testWithRestic = existsSync('/usr/bin/restic') || process.env['CI'] !== undefined ? test : test.skip
export const testWithResticAsRoot = process.getuid?.() === 0 ? testWithRestic : test.skip

/** Another account can run the collector only of a checkout that it can read; a package is readable by all. */
const isReadableByOthers = (): boolean =>
  spawnSync('setpriv', ['--reuid=4242', '--regid=4243', '--clear-groups', 'test', '-r', import.meta.filename]).status === 0

/** A collector runs in it as the account that owns its data. */
export const testAsOwner = process.getuid?.() === 0 && isReadableByOthers() ? testWithRestic : test.skip

interface Shown { readonly code: number, readonly out: string, readonly errors: string }

export interface ServerInTest {
  /** Its files lie below this directory instead of `/`. */
  readonly root: string
  /** Where its collector has its data. */
  readonly data: string
  readonly write: (path: string, content: string, mode?: number) => void
  readonly read: (path: string) => string
  readonly mimamori: (...argv: readonly string[]) => Promise<Shown>
}

export const dataDirectory = '/var/lib/mimamori-collector'

/** A server of its own, empty at first, on which somebody answers yes. */
export const serverInTest = (until?: Until): ServerInTest => {
  const root = temporaryDirectory(until)
  return {
    root,
    data: join(root, dataDirectory),
    write (path, content, mode = 0o644) {
      const file = join(root, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      chmodSync(file, mode)
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    async mimamori (...argv) {
      const [out, errors]: [string[], string[]] = [[], []]
      const code = await run(argv, {
        env: { MIMAMORI_DATA_DIR: dataDirectory }, root, command: 'sudo mimamori', confirm: () => Promise.resolve(true),
        print: (line) => void out.push(line), printError: (line) => void errors.push(line)
      })
      return { code, out: out.join('\n'), errors: errors.join('\n') }
    }
  }
}

export interface BackedUpServer extends ServerInTest {
  readonly collector: CollectorInTest
  /** The directory of its backups, on a disk of its own that may be pulled. */
  readonly repository: string
  readonly disk: string
  readonly password: string
  /** What setting backups up has printed. */
  readonly printed: string
}

/** A server with a running collector, and backups that are set up. */
export const backedUpServer = async (
  { settings = '', until, clock }: { readonly settings?: string, readonly until?: Until, readonly clock?: Clock } = {}
): Promise<BackedUpServer> => {
  const server = serverInTest(until)
  mkdirSync(server.data, { recursive: true })
  const collector = await collectorInTest({ directory: server.data, ...until && { until }, ...clock && { clock } })
  const disk = temporaryDirectory(until)
  const repository = join(disk, 'backups')
  const { code, out, errors } = await server.mimamori('backup', 'init', repository)
  if (code !== 0) throw new Error(errors)
  server.write('/etc/mimamori/backup.conf', `${server.read('/etc/mimamori/backup.conf')}${settings}`, 0o600)
  return { ...server, collector, disk, repository, password: server.read('/etc/mimamori/backup-password').trim(), printed: out }
}
