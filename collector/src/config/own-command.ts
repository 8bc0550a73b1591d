import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ServerPlace } from '@mimamori/contract'
import { ownAccount } from '@mimamori/program/calling-account'
import { shellWord } from '@mimamori/program/shell-word'
import type { Config } from './settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** How this collector was started. */
export interface OwnStart {
  readonly env: Environment
  readonly directory: string
  readonly user: string
  readonly isInContainer: boolean
  /** Whether the command is on the PATH, where set-up puts it (docs/guides/collector-setup.md). */
  readonly isInstalled: boolean
}

/** The directory of Mimamori that this program is in. */
export const ownCheckout = join(import.meta.dirname, '..', '..', '..')

/** The user of the unit in collector/systemd: its settings are where the command finds them by itself, and only root may read them. */
const serviceUser = 'mimamori-collector'

const paths = ['MIMAMORI_DATA_DIR', 'MIMAMORI_TLS_CERT', 'MIMAMORI_TLS_KEY']
/** What the command needs to find the collector. The token is not among them: it is secret, and is read from the data directory. */
const needed = [...paths, 'MIMAMORI_LISTEN', 'MIMAMORI_PUBLIC_URL', 'MIMAMORI_ALLOW_HTTP']

/** For who asks from within the checkout. */
const byNpm = 'npm run -s mimamori --'
/** By the project's name in compose.yaml, so that it works in any directory. */
const byCompose = 'sudo docker compose -p mimamori exec collector mimamori'

export type StartedBy = 'npm' | 'service' | 'container'

export const startedBy = ({ user, isInContainer }: Pick<OwnStart, 'user' | 'isInContainer'>): StartedBy => isInContainer ? 'container' : user === serviceUser ? 'service' : 'npm'

/**
 * A shell command that calls `mimamori` for this collector from wherever it is pasted; the command's own words follow it. systemd's
 * collector is root's to ask, and the command finds its settings by itself.
 */
export const ownCommand = (start: OwnStart, root = ownCheckout): string => {
  const { env, directory, isInstalled } = start
  const by = startedBy(start)
  if (by === 'container') return byCompose
  if (by === 'service') return `sudo ${isInstalled ? 'mimamori' : shellWord(join(root, 'collector', 'bin', 'mimamori'))}`
  const settings = needed.flatMap((name) => {
    const value = env[name] ?? ''
    if (value === '' && !(name === 'MIMAMORI_DATA_DIR' && directory !== root)) return []
    const written = paths.includes(name) ? resolve(directory, value || 'var') : value
    return name === 'MIMAMORI_DATA_DIR' && written === join(root, 'var') ? [] : [`${name}=${shellWord(written)}`]
  })
  return [`cd ${shellWord(root)} &&`, ...settings, byNpm].join(' ')
}

/** The same without any place of this machine, for who is not logged in. With `npm start` it is to be run in the directory of Mimamori. */
export const publicCommand = (start: Pick<OwnStart, 'user' | 'isInContainer'> = thisStart()): string =>
  ({ container: byCompose, service: 'sudo mimamori', npm: byNpm })[startedBy(start)]

/** How `mimamori` itself was called, for the commands that it suggests: with the same settings, in the same directory. */
export const commandAsCalled = (env: Environment, isInContainer = inContainer()): string => {
  if (isInContainer) return byCompose
  // sudo takes the settings away, and root's command finds those of systemd's collector.
  const before = env['SUDO_USER'] ? ['sudo'] : needed.flatMap((name) => env[name] ? [`${name}=${shellWord(env[name])}`] : [])
  return [...before, env['npm_lifecycle_event'] === 'mimamori' ? byNpm : 'mimamori'].join(' ')
}

/** That of compose.yaml: Docker puts this file into every container, and our image sets the variable (collector/Dockerfile). A checkout in a container of somebody else's is none. */
const inContainer = (): boolean => process.env['NODE_ENV'] === 'production' && existsSync('/.dockerenv')

export const thisStart = (): OwnStart =>
  ({ env: process.env, directory: process.cwd(), user: ownAccount(), isInContainer: inContainer(), isInstalled: existsSync('/usr/local/bin/mimamori') })

/** Where this process runs as a collector. */
export const ownPlace = ({ dataDir }: Pick<Config, 'dataDir'>, start = thisStart()): ServerPlace =>
  ({ command: ownCommand(start), dataDirectory: resolve(dataDir), ...startedBy(start) === 'npm' && { user: start.user } })
