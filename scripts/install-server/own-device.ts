import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientStatus } from '@mimamori/contract'
import { ownAgentFiles } from '../../collector/src/cli/own-agent.ts'
import { readPrivateFile } from '../start/private-file.ts'
import type { Machine } from './machine.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

interface Parts {
  readonly checkout: string
  readonly machine: Machine
  readonly text: Pick<InstallServerText, 'pause' | 'pauseReason'>
  /** Where `npm start` keeps its data. */
  readonly startDirectory: string
  /** Its fleet is taken over in this run. */
  readonly isCarried: boolean
}

/** A silence of these is an alert. */
const reporting: ReadonlySet<ClientStatus['state']> = new Set(['pending', 'active'])

/** Nobody reports for the device that `npm start` made of this machine, whose agent went with it: no alert may come of that. */
export const pauseOwnDevice = ({ checkout, machine, text, startDirectory, isCarried }: Parts): readonly Step[] => {
  const { id: idFile } = ownAgentFiles(startDirectory)
  const id = readPrivateFile(idFile)
  // Without a database beside it, an earlier run has taken the fleet over; with one, it is a device of that.
  const isTaken = isCarried || !existsSync(join(startDirectory, 'mimamori.db'))
  if (id === undefined || !isTaken) return []
  return [{
    what: text.pause(id),
    run () {
      const mimamori = (...args: readonly string[]): string => machine.run(join(checkout, 'collector/bin/mimamori'), 'devices', ...args)
      const found = (JSON.parse(mimamori('list', '--search', id, '--json')) as readonly Pick<ClientStatus, 'clientId' | 'state'>[]).find(({ clientId }) => clientId === id)
      // Where it is gone, retired, revoked or paused no alert comes of it either.
      if (found !== undefined && reporting.has(found.state)) mimamori('pause', id, '--reason', text.pauseReason)
      // A later run must not pause it again: by then it may have its own agent.
      rmSync(idFile)
    }
  }]
}
