import { parseArgs } from 'node:util'
import { commands } from './commands/index.ts'
import { ConfigError, describeIssue } from './config/config-issue.ts'
import { StartError } from './run/start-error.ts'
import type { Text } from './text/index.ts'
import { version } from './version.ts'

interface CommandLine {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly text: Text
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
}

const options = {
  config: { type: 'string' },
  print: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false }
} as const

/** Reads the command line and runs what it asks for. Gives the exit code: 0 well, 1 not so, 2 a wrong command line or configuration. */
export const runCommandLine = async ({ args, env, text, print, printError }: CommandLine): Promise<number> => {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    printError(text.badUsage((error as Error).message))
    return 2
  }
  const { values, positionals: [name, ...rest] } = parsed
  if (values.help || values.version) {
    print(values.help ? text.usage : version)
    return 0
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined || rest.length > 0) {
    printError(text.badUsage(name === undefined ? text.noCommand : text.unknownCommand([name, ...rest].join(' '))))
    return 2
  }
  try {
    return await command({ flags: { config: values.config, print: values.print || values['dry-run'] }, env, text, print })
  } catch (error) {
    if (error instanceof ConfigError) {
      printError([text.config.heading(error.file, error.issues.length), ...error.issues.map((issue) => `  ${describeIssue(issue, text)}`)].join('\n'))
      return 2
    }
    if (error instanceof StartError) {
      printError(`mimamori-agent: ${error.message}`)
      return 1
    }
    throw error
  }
}
