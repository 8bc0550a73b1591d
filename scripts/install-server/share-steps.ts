import { readFileSync, statSync } from 'node:fs'
import type { Config } from '../../collector/src/config/settings.ts'
import { layout } from './layout.ts'
import type { Machine } from './machine.ts'
import { sharedWith } from './server-files.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

interface Parts {
  readonly machine: Machine
  readonly config: Config
  readonly text: Pick<InstallServerText, 'share'>
  /** What is declared to be shared has changed. */
  readonly isChanged: boolean
}

/** The ids of groups, by their names. */
const groupIds = (file: string): ReadonlyMap<string, number> => new Map(readFileSync(file, 'utf8').split('\n').map((line) => line.split(':')).map(([name = '', , id]) => [name, Number(id)]))

/** Lets the others read what the collector writes for them: its directories before it starts, its files after that. */
export const shareSteps = ({ machine: { at, run }, config, text, isChanged }: Parts): Readonly<Record<'beforeStart' | 'afterStart', readonly Step[]>> => {
  const groups = groupIds(at('/etc/group'))
  const unshared = sharedWith(config).filter(({ path, mode, group }) => {
    const found = statSync(at(path), { throwIfNoEntry: false })
    return found === undefined || (found.mode & 0o777) !== mode || found.gid !== groups.get(group)
  })
  const share: Step = { what: text.share, run: () => { run('systemd-tmpfiles', '--create', layout.sharing) } }
  return {
    beforeStart: isChanged || unshared.some(({ isDirectory }) => isDirectory) ? [share] : [],
    afterStart: unshared.some(({ isDirectory }) => !isDirectory) ? [share] : []
  }
}
