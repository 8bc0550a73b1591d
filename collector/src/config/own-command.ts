import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import type { ServerPlace } from '@mimamori/contract'
import type { Config } from './settings.ts'

/** How this collector was started. */
export interface OwnStart {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly directory: string
  readonly user: string
}

const checkout = join(import.meta.dirname, '..', '..', '..')

/** The user of the unit in collector/systemd: its settings are where the command finds them by itself, and only root may read them. */
const serviceUser = 'mimamori-collector'

const paths = ['MIMAMORI_DATA_DIR', 'MIMAMORI_TLS_CERT', 'MIMAMORI_TLS_KEY']
/** What the command needs to find the collector. The token is not among them: it is secret, and is read from the data directory. */
const needed = [...paths, 'MIMAMORI_LISTEN', 'MIMAMORI_PUBLIC_URL', 'MIMAMORI_ALLOW_HTTP']

/** A word for a POSIX shell. */
const quote = (word: string): string => /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** A shell command that calls `mimamori` for this collector from wherever it is pasted; the command's own words follow it. */
export const ownCommand = ({ env, directory, user }: OwnStart, root = checkout): string => {
  const change = `cd ${quote(root)} &&`
  if (user === serviceUser) return `${change} sudo npm run -s mimamori --`
  const settings = needed.flatMap((name) => {
    const value = env[name] ?? ''
    if (value === '' && !(name === 'MIMAMORI_DATA_DIR' && directory !== root)) return []
    const written = paths.includes(name) ? resolve(directory, value || 'var') : value
    return name === 'MIMAMORI_DATA_DIR' && written === join(root, 'var') ? [] : [`${name}=${quote(written)}`]
  })
  return [change, ...settings, 'npm run -s mimamori --'].join(' ')
}

/** An account without a name, as in some containers, is known by its number. */
const ownUser = (): string => {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.())
  }
}

/** Where this process runs as a collector. */
export const ownPlace = ({ dataDir }: Pick<Config, 'dataDir'>): ServerPlace => {
  const user = ownUser()
  const command = ownCommand({ env: process.env, directory: process.cwd(), user })
  return { command, dataDirectory: resolve(dataDir), ...user !== serviceUser && { user } }
}
