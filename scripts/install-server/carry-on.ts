import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { layout, stateDirectory, type ServiceName } from './layout.ts'
import type { Machine } from './machine.ts'
import { moveWhole } from './move-whole.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

interface Parts {
  readonly machine: Machine
  /** Where `npm start` kept its data. */
  readonly from: string
  /** The collector's data directory. */
  readonly dataDir: string
  readonly text: Pick<InstallServerText, 'move'>
}

const ofDatabase = ['mimamori.db-wal', 'mimamori.db-shm', 'mimamori.db']
/** The database last: as long as it is not there, the rest has not all been moved. */
const ofCollector = ['admin-token', 'tokens', 'file_sd', ...ofDatabase]

/** Whether `npm start` has left a fleet that the service does not have yet. */
export const isToCarryOn = ({ machine: { at }, from, dataDir }: Omit<Parts, 'text'>): boolean =>
  existsSync(join(from, 'mimamori.db')) && !existsSync(at(join(dataDir, 'mimamori.db')))

/** Gives the services what `npm start` has kept, so that the fleet, its keys, its past and rules are there at once. Its agent and its logs stay. */
export const carryOn = ({ machine, from, dataDir, text }: Parts): readonly Step[] => {
  const move = (path: string, to: string, user: ServiceName | 'root'): readonly Step[] => {
    // What is there already is of a service that was here before, or was moved by a run that was cut off.
    // A log there without its database is such a run's, and that of the database here is at least as new.
    if (!existsSync(path) || (existsSync(machine.at(to)) && !ofDatabase.includes(basename(to)))) return []
    return [{
      what: text.move(path, to),
      run () {
        mkdirSync(machine.at(dirname(to)), { recursive: true })
        const own = (whose: string): void => { machine.run('chown', '-R', '--no-dereference', `${user}:${user}`, whose) }
        moveWhole({ from: path, to: machine.at(to), own, copy: machine.copy })
      }
    }]
  }
  return [
    ...move(join(from, 'rules.d'), layout.ownRules, 'root'),
    ...(['prometheus', 'alertmanager'] as const).flatMap((name) => move(join(from, name, 'data'), join(stateDirectory(`mimamori-${name}`), 'data'), `mimamori-${name}`)),
    ...ofCollector.flatMap((name) => move(join(from, name), join(dataDir, name), 'mimamori-collector'))
  ]
}
