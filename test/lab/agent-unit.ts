import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './node-binary.ts'

/** How systemd starts the agent on a device. */
export interface AgentUnit {
  /** Where the device has Node. */
  readonly nodePath: string
  readonly nodeFlags: readonly string[]
  /** Where it has the bundled agent. */
  readonly bundlePath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The unit's text. */
  readonly text: string
}

/**
 * Reads ExecStart= and Environment= (systemd.service(5), systemd.exec(5)); neither may hold quotes. @throws where the unit has another
 * shape
 */
export const readAgentUnit = (text: string): AgentUnit => {
  const lines = text.replaceAll(/\\\n\s*/g, ' ').split('\n')
  const valuesOf = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1).trim())
  const [command = ''] = valuesOf('ExecStart')
  const [nodePath = '', ...words] = command.split(/\s+/)
  const script = words.findIndex((word) => !word.startsWith('-'))
  const bundlePath = words[script]
  if (!nodePath.endsWith('/node') || bundlePath === undefined) {
    throw new Error(`expected the agent’s unit to start node with a script, got ExecStart=${command}`)
  }
  return {
    nodePath,
    nodeFlags: words.slice(0, script),
    bundlePath,
    args: words.slice(script + 1),
    env: Object.fromEntries(
      valuesOf('Environment')
        .flatMap((value) => value.split(/\s+/))
        .map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string])
    ),
    text
  }
}

const unitDirectory = join(checkout, 'agent/systemd')

/** The unit that is shipped. */
export const agentUnit = (): AgentUnit => readAgentUnit(readFileSync(join(unitDirectory, 'mimamori-agent.service'), 'utf8'))

/** The unit of the watcher that is shipped. */
export const watcherUnit = (): string => readFileSync(join(unitDirectory, 'mimamori-watcher.service'), 'utf8')

/** The sysusers.d(5) file of the agent's user. */
export const agentUsers = (): string => readFileSync(join(unitDirectory, 'mimamori-agent.sysusers.conf'), 'utf8')
