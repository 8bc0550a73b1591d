import { isLoopback } from './origin.ts'
import { nearestName } from './nearest-name.ts'
import { settings, type Config, type Setting } from './settings.ts'

/** All that is wrong with the settings, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor (mistakes: readonly string[]) {
    super(`the settings are not right:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`)
    this.mistakes = mistakes
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const prefix = 'MIMAMORI_'
/** Read by tests and by the Ansible callback: no settings of the collector. */
const isElsewhere = (name: string): boolean => name.startsWith('MIMAMORI_TEST_') || name === 'MIMAMORI_RUN_ID'

const unknownNames = (env: Environment): string[] => {
  const known = Object.values(settings).map(({ name }) => name)
  return Object.keys(env).filter((name) => name.startsWith(prefix) && !known.includes(name) && !isElsewhere(name)).map((name) => {
    const nearest = nearestName(name, known)
    return `${name}: no such setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
  })
}

const disagreements = ({ tlsCert, tlsKey, allowHttp, listen }: Partial<Config>): string[] => {
  const mistakes = []
  if (tlsCert !== undefined && tlsKey === undefined) mistakes.push('MIMAMORI_TLS_KEY: expected the key file that belongs to MIMAMORI_TLS_CERT')
  if (tlsKey !== undefined && tlsCert === undefined) mistakes.push('MIMAMORI_TLS_CERT: expected the certificate file that belongs to MIMAMORI_TLS_KEY')
  if (listen && !isLoopback(listen.host) && tlsCert === undefined && tlsKey === undefined && allowHttp === false) {
    mistakes.push(`MIMAMORI_LISTEN: ${listen.host} can be reached from the network without https, where keys could be read on the way; set MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY, or MIMAMORI_ALLOW_HTTP=yes if the network is your own`)
  }
  return mistakes
}

/** The settings out of an environment. @throws {ConfigError} with every mistake at once */
export const loadConfig = (env: Environment): Config => {
  const mistakes = unknownNames(env)
  const values: Record<string, unknown> = {}
  for (const [key, { name, parse, fallback }] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const given = env[name]
    try {
      values[key] = parse(given === undefined || given === '' ? fallback : given)
    } catch (error) {
      const shown = key === 'adminToken' ? `${given?.length} characters` : JSON.stringify(given)
      mistakes.push(`${name}: ${(error as Error).message}, got ${shown}`)
    }
  }
  mistakes.push(...disagreements(values))
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  return values as Config
}
