import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { layout, stateDirectory, type ServiceName } from './layout.ts'
import type { Machine } from './machine.ts'
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

/** The database last: as long as it is not there, the rest has not all been moved. */
const ofCollector = ['admin-token', 'tokens', 'file_sd', 'mimamori.db-wal', 'mimamori.db-shm', 'mimamori.db']

/** Whether `npm start` has left a fleet that the service does not have yet. */
export const isToCarryOn = ({ machine: { at }, from, dataDir }: Omit<Parts, 'text'>): boolean =>
  existsSync(join(from, 'mimamori.db')) && !existsSync(at(join(dataDir, 'mimamori.db')))

/** Gives the services what `npm start` has kept, so that the fleet, its keys, its past and rules are there at once. Its agent and its logs stay. */
export const carryOn = ({ machine, from, dataDir, text }: Parts): readonly Step[] => {
  const move = (path: string, to: string, user: ServiceName | 'root'): readonly Step[] => {
    // What is there already is of a service that was here before, or was moved by a run that was cut off.
    if (!existsSync(path) || existsSync(machine.at(to))) return []
    return [{
      what: text.move(path, to),
      run () {
        mkdirSync(machine.at(dirname(to)), { recursive: true })
        // mv also goes from one file system to another.
        machine.run('mv', path, machine.at(to))
        machine.run('chown', '-R', '--no-dereference', `${user}:${user}`, machine.at(to))
      }
    }]
  }
  return [
    ...move(join(from, 'rules.d'), layout.ownRules, 'root'),
    ...(['prometheus', 'alertmanager'] as const).flatMap((name) => move(join(from, name, 'data'), join(stateDirectory(`mimamori-${name}`), 'data'), `mimamori-${name}`)),
    ...ofCollector.flatMap((name) => move(join(from, name), join(dataDir, name), 'mimamori-collector'))
  ]
}
