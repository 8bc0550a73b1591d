import { chmodSync, chownSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncPath } from '@mimamori/program/durable-file'
import type { Answer, Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'
import { requireYes } from '../require-yes.ts'
import { version } from '../version.ts'
import { databaseBytes } from './backup-contents.ts'
import { copyDatabase } from './database-copy.ts'
import { alone, isCollectorRunning } from './lock.ts'
import { suffixNow } from './put-in-place.ts'
import { at, serverOf, upgradeDirectory, type ServerFiles } from './server-paths.ts'
import { requireSpace } from './stage.ts'

/** As many versions as somebody may want to go back. */
const mostCopies = 3

interface Copy {
  /** Counts up, whatever the server's clock says. */
  readonly number: number
  /** The version that wrote it. */
  readonly version: string
  readonly file: string
}

/** The copies of a server, the newest first. */
const copiesOf = (server: ServerFiles): readonly Copy[] => {
  const directory = at(server, upgradeDirectory)
  return readdirSync(directory).flatMap((name): readonly Copy[] => {
    const [, number, of] = /^(\d+)-(.+)\.db$/.exec(name) ?? []
    return of === undefined ? [] : [{ number: Number(number), version: of, file: join(directory, name) }]
  }).sort((one, other) => other.number - one.number)
}

const databaseOf = ({ dataDirectory }: ServerFiles): string => join(dataDirectory, 'mimamori.db')

const rename = (from: string, to: string): void => {
  renameSync(from, to)
  syncPath(dirname(to))
}

/** Copies the database before another version changes it; a server that has none yet loses nothing. */
export const copyBeforeUpgrade = async (invocation: Invocation): Promise<Answer> => {
  const { text } = invocation
  const server = serverOf(invocation)
  const path = databaseOf(server)
  if (!existsSync(at(server, path))) return { json: { file: undefined }, lines: [] }
  return alone({ server, text }, async () => {
    const directory = at(server, upgradeDirectory)
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const copies = copiesOf(server)
    const file = join(directory, `${(copies[0]?.number ?? 0) + 1}-${version}.db`)
    const incoming = join(directory, 'incoming')
    rmSync(incoming, { force: true })
    requireSpace(directory, databaseBytes(server, { name: 'mimamori.db', about: 'database', path }), text)
    await copyDatabase(at(server, path), incoming)
    syncPath(incoming)
    rename(incoming, file)
    for (const { file: old } of copies.slice(mostCopies - 1)) rmSync(old)
    return { json: { file }, lines: text.copiedBeforeUpgrade(version, file) }
  })
}

/** Puts the copy in the place of the database that the newer version has changed, which is moved aside. */
export const restoreBeforeUpgrade = async (invocation: Invocation): Promise<Answer> => {
  const { text } = invocation
  const server = serverOf(invocation)
  const copy = existsSync(at(server, upgradeDirectory)) ? copiesOf(server).find((one) => one.version === version) : undefined
  if (copy === undefined) throw new CommandError(text.noCopyBeforeUpgrade(version))
  if (isCollectorRunning(server)) throw new CommandError(text.collectorRuns)
  await requireYes(invocation, text.askRestoreBeforeUpgrade(version))
  return alone({ server, text }, () => {
    const file = at(server, databaseOf(server))
    const [incoming, aside] = [`${file}.incoming`, `${file}${suffixNow()}`]
    copyFileSync(copy.file, incoming)
    const { uid, gid } = statSync(dirname(file))
    chownSync(incoming, uid, gid)
    chmodSync(incoming, 0o600)
    syncPath(incoming)
    // A collector that has crashed leaves logs of changes, which are of its own database alone.
    for (const end of ['-wal', '-shm']) if (existsSync(`${file}${end}`)) rename(`${file}${end}`, `${aside}${end}`)
    const isReplacing = existsSync(file)
    if (isReplacing) linkSync(file, aside)
    // At no time without a database: a collector would begin an empty one.
    rename(incoming, file)
    return Promise.resolve({
      json: { file: copy.file }, lines: [...isReplacing ? [text.movedAside(aside)] : [], text.restoredBeforeUpgrade(version)]
    })
  })
}
