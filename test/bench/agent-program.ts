import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const checkout = join(import.meta.dirname, '../..')

/** What a device runs, as its systemd unit starts it. */
export interface AgentProgram {
  readonly bundle: string
  /** Node's flags of the unit's ExecStart=. */
  readonly nodeFlags: readonly string[]
  /** The unit's Environment=. */
  readonly env: Readonly<Record<string, string>>
}

/** Reads ExecStart= and Environment= (systemd.exec(5)); neither may hold quotes. @throws where the unit has another shape */
export const readUnit = (unit: string): Pick<AgentProgram, 'nodeFlags' | 'env'> => {
  const lines = unit.replaceAll(/\\\n\s*/g, ' ').split('\n')
  const valuesOf = (key: string): string[] => lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1).trim())
  const [command] = valuesOf('ExecStart')
  const [program, ...words] = command?.split(/\s+/) ?? []
  if (program === undefined || !/node$/.test(program)) throw new Error(`expected the unit’s ExecStart= to start node, got ${JSON.stringify(command)}`)
  return {
    nodeFlags: words.slice(0, words.findIndex((word) => !word.startsWith('-'))),
    env: Object.fromEntries(valuesOf('Environment').flatMap((value) => value.split(/\s+/)).map((pair) => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, equals), pair.slice(equals + 1)]
    }))
  }
}

/** @throws where the bundle is not built */
export const agentProgram = (): AgentProgram => {
  const bundle = join(checkout, 'dist/mimamori-agent.js')
  if (!existsSync(bundle)) throw new Error(`${bundle} is not there: npm run build makes it`)
  return { bundle, ...readUnit(readFileSync(join(checkout, 'agent/systemd/mimamori-agent.service'), 'utf8')) }
}
