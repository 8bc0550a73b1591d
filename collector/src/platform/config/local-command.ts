import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ServerInfo } from '@mimamori/contract'
import { defaultDataDirectory } from '@mimamori/contract/data-directory'
import { processAccount } from '@mimamori/program/calling-account'
import { byCompose, byNpm, commandSettings, isInContainer, pathSettings } from '@mimamori/program/mimamori-command'
import { shellWord } from '@mimamori/program/shell-word'
import type { Config } from './settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How this collector was started. */
export interface StartContext {
  readonly env: Environment
  readonly directory: string
  readonly user: string
  readonly isInContainer: boolean
  /** Whether the command is on the PATH, where set-up or the Debian package puts it (docs/guides/collector-setup.md). */
  readonly isInstalled: boolean
}

/** The directory of Mimamori that this program is in. */
export const checkoutDirectory = join(import.meta.dirname, '../../../..')

/** The user of the unit in collector/systemd: its settings are where the command finds them by itself, and only root may read them. */
const serviceUser = 'mimamori-collector'

export type StartedBy = 'npm' | 'service' | 'container'

export const startedBy = ({ user, isInContainer }: Pick<StartContext, 'user' | 'isInContainer'>): StartedBy =>
  isInContainer ? 'container' : user === serviceUser ? 'service' : 'npm'

/**
 * A shell command that calls `mimamori` for this collector from wherever it is pasted; the command's own words follow it. systemd's
 * collector is root's to ask, and the command finds its settings by itself.
 */
export const localCommand = (start: StartContext, root = checkoutDirectory): string => {
  const { env, directory, isInstalled } = start
  const by = startedBy(start)
  if (by === 'container') return byCompose
  if (by === 'service') return `sudo ${isInstalled ? 'mimamori' : shellWord(join(root, 'collector', 'bin', 'mimamori'))}`
  const settings = commandSettings.flatMap((name) => {
    const value = env[name] ?? ''
    if (value === '' && !(name === 'MIMAMORI_DATA_DIR' && directory !== root)) return []
    const written = pathSettings.includes(name) ? resolve(directory, value || defaultDataDirectory) : value
    return name === 'MIMAMORI_DATA_DIR' && written === resolve(root, defaultDataDirectory) ? [] : [`${name}=${shellWord(written)}`]
  })
  return [`cd ${shellWord(root)} &&`, ...settings, byNpm].join(' ')
}

/** The same without any place of this machine, for who is not logged in. With `npm start` it is to be run in the directory of Mimamori. */
export const publicCommand = (start: Pick<StartContext, 'user' | 'isInContainer'> = thisStart()): string =>
  ({ container: byCompose, service: 'sudo mimamori', npm: byNpm })[startedBy(start)]

export const thisStart = (): StartContext => ({
  env: process.env,
  directory: process.cwd(),
  user: processAccount(),
  isInContainer: isInContainer(),
  isInstalled: ['/usr/local/bin/mimamori', '/usr/bin/mimamori'].some((file) => existsSync(file))
})

/** Where this process runs as a collector. */
export const localServer = ({ dataDir }: Pick<Config, 'dataDir'>, start = thisStart()): ServerInfo =>
  ({ command: localCommand(start), dataDirectory: resolve(dataDir), ...startedBy(start) === 'npm' && { user: start.user } })
