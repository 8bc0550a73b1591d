import { readCommandLine } from '@mimamori/program/command-line'
import { nearestName } from '@mimamori/program/nearest-name'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { check } from './commands/check.ts'
import type { Command } from './commands/command.ts'
import { once } from './commands/once.ts'
import { run } from './commands/run.ts'
import { status } from './commands/status.ts'
import { watchServer } from './commands/watch-server.ts'
import { ConfigError, describeIssue } from './config/config-issue.ts'
import { StartError } from './run/start-error.ts'
import type { Text } from './text/index.ts'
import { version } from './version.ts'

/** The verbs of the program. */
const commands: Readonly<Record<string, Command>> = { run, once, check, status, 'watch-server': watchServer }

interface CommandLine {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly text: Text
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
}

const options = {
  config: { type: 'string' },
  print: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  reported: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' }
} as const

/**
 * Reads the command line and runs what it asks for. Gives the exit code: 0 on success, 1 on failure, 2 if the command line or the
 * configuration is wrong.
 */
export const runCommandLine = async ({ args, env, text, print, printError }: CommandLine): Promise<number> => {
  const { one, isOn, positionals: [name, ...rest], mistakes } = readCommandLine(args, options)
  if (mistakes.length > 0) {
    printError(text.badUsage(mistakes.map((mistake) => describeOptionMistake(mistake, text.options)).join('\n')))
    return 2
  }
  if (isOn('help') || isOn('version')) {
    print(isOn('help') ? text.usage : version)
    return 0
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined || rest.length > 0) {
    const given = [name, ...rest].join(' ')
    printError(text.badUsage(name === undefined ? text.noCommand : text.unknownCommand(given, nearestName(given, Object.keys(commands)))))
    return 2
  }
  try {
    return await command({
      flags: { config: one('config'), print: isOn('print') || isOn('dry-run'), reported: isOn('reported') },
      env,
      text,
      print
    })
  } catch (error) {
    if (error instanceof ConfigError) {
      printError(
        [text.config.heading(error.file, error.issues.length), ...error.issues.map((issue) => `  ${describeIssue(issue, text)}`)].join('\n')
      )
      return 2
    }
    if (error instanceof StartError) {
      printError(`mimamori-agent: ${error.message}`)
      return 1
    }
    throw error
  }
}
