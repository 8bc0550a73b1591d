import { basename } from 'node:path'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { isAsDeclared } from './declared-path.ts'
import { layout } from './layout.ts'
import type { Machine } from './machine.ts'
import { sharedWith } from './static-files.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

interface Deps {
  readonly machine: Machine
  readonly config: Config
  readonly text: Pick<InstallServerText, 'share'>
  /** The declaration of shared paths has changed. */
  readonly isChanged: boolean
}

/** Lets the others read the collector's files for them: its directories before it starts, its files after that. */
export const shareSteps = (
  { machine, config, text, isChanged }: Deps
): Readonly<Record<'beforeStart' | 'afterStart', readonly Step[]>> => {
  const isShared = isAsDeclared(machine)
  const unshared = sharedWith(config).filter((path) => !isShared(path))
  const share: Step = { what: text.share, run: () => { machine.run('systemd-tmpfiles', '--create', basename(layout.sharing)) } }
  return {
    beforeStart: isChanged || unshared.some(({ isDirectory }) => isDirectory) ? [share] : [],
    afterStart: unshared.some(({ isDirectory }) => !isDirectory) ? [share] : []
  }
}
