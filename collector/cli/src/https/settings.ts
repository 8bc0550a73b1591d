import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { replaceFileSync } from '@mimamori/program/durable-file'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'
import type { HttpsPaths } from './paths.ts'

const name = 'MIMAMORI_HTTPS_LISTEN'

/** The collector's settings of this server. @throws {CommandError} if it has none */
export const readServerSettings = ({ settings }: HttpsPaths, text: CliText): Readonly<Record<string, string | undefined>> => {
  if (!existsSync(settings)) throw new CommandError(text.noServerSettings(settings))
  return parseEnv(readFileSync(settings, 'utf8'))
}

/** Where the collector serves https; undefined if it does not. */
export const httpsListen = (paths: HttpsPaths, text: CliText): string | undefined => readServerSettings(paths, text)[name] || undefined

/** Adds the line that has the collector serve https; all others stay as they are, and so do the file's owner and mode. */
export const addHttpsListen = ({ settings }: HttpsPaths, listen: string): void => {
  const { mode, uid, gid } = statSync(settings)
  const lines = readFileSync(settings, 'utf8').split('\n').filter((line) => !line.startsWith(`${name}=`))
  while (lines.at(-1) === '') lines.pop()
  replaceFileSync(settings, `${[...lines, `${name}=${listen}`].join('\n')}\n`, {
    mode: mode & 0o777, prepare (fresh) { chownSync(fresh, uid, gid) }
  })
}
