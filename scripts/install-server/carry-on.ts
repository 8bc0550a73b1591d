import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { localAgentFiles } from '../../collector/cli/src/local-agent.ts'
import type { Copy } from './free-space.ts'
import { layout, stateDirectory, type ServiceName } from './layout.ts'
import type { Machine } from './machine.ts'
import { moveWhole } from './move-whole.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/**
 * Brings all that is committed into the database's own file, so that this file alone is the whole database: it is moved as one file
 * then. @throws {Error} if it is damaged, or another process has it open
 */
const checkpoint = (file: string): void => {
  const database = new DatabaseSync(file)
  try {
    const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number }
    if (busy !== 0) throw new Error(`another process has ${file} open`)
  } finally {
    database.close()
  }
}

interface Deps {
  readonly machine: Machine
  /** The data directory of `npm start`. */
  readonly from: string
  /** The collector's data directory. */
  readonly dataDir: string
  readonly text: Pick<InstallServerText, 'move' | 'completeDatabase'>
}

/** The one of the fleet last: as long as it is missing, not all of the rest has been moved. */
const databases = ['logs.db', 'mimamori.db']
const ofCollector = ['admin-token', 'tokens', 'file_sd', ...databases]

/** Whether `npm start` has left a fleet that the service does not have yet. */
export const isToCarryOn = ({ machine: { at }, from, dataDir }: Omit<Deps, 'text'>): boolean =>
  existsSync(join(from, 'mimamori.db')) && !existsSync(at(join(dataDir, 'mimamori.db')))

interface Move extends Copy {
  readonly user: ServiceName | 'root'
}

/**
 * The data of `npm start` for the services. A path that exists already is of a service that was here before, or was moved by a run that was
 * cut off.
 */
const moves = ({ machine, from, dataDir }: Omit<Deps, 'text'>): readonly Move[] => [
  { from: join(from, 'rules.d'), to: layout.customRules, user: 'root' } as const,
  { from: localAgentFiles(from).id, to: layout.agentId, user: 'root' } as const,
  { from: localAgentFiles(from).key, to: layout.agentKey, user: 'root' } as const,
  ...(['prometheus', 'alertmanager'] as const).map(
    (name): Move => ({ from: join(from, name, 'data'), to: join(stateDirectory(`mimamori-${name}`), 'data'), user: `mimamori-${name}` })
  ),
  ...ofCollector.map((name): Move => ({ from: join(from, name), to: join(dataDir, name), user: 'mimamori-collector' }))
].filter((move) => existsSync(move.from) && !existsSync(machine.at(move.to)))

/** Old and new paths of the files to move. */
export const movedPaths = (
  deps: Omit<Deps, 'text'>
): readonly Copy[] => moves(deps).map(({ from, to }) => ({ from, to: deps.machine.at(to) }))

/** Gives the services the data of `npm start`, so that the fleet, its keys, its past and rules are there at once. Its logs stay. */
export const carryOn = ({ machine, from, dataDir, text }: Deps): readonly Step[] => [
  ...databases.map((name) => join(from, name)).filter((file) => existsSync(file)).map(
    (file): Step => ({ what: text.completeDatabase(file), run: () => { checkpoint(file) } })
  ),
  ...moves({ machine, from, dataDir }).map(({ from: path, to, user }): Step => ({
    what: text.move(path, to),
    run () {
      mkdirSync(machine.at(dirname(to)), { recursive: true })
      // A log without its database: SQLite would take it for the log of the new one.
      for (const leftover of ['-wal', '-shm']) rmSync(machine.at(`${to}${leftover}`), { force: true })
      const own = (whose: string): void => { machine.run('chown', '-R', '--no-dereference', `${user}:${user}`, whose) }
      moveWhole({ from: path, to: machine.at(to), own, copy: machine.copy })
    }
  }))
]
