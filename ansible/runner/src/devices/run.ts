import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isLanguage, terminalLanguage, type Language } from '@mimamori/program/language'
import { takeLanguageOption } from '@mimamori/program/language-option'
import { nearestName } from '@mimamori/program/nearest-name'
import { printLines } from '../platform/terminal/print.ts'
import { BusyError, UsageError } from '../platform/errors.ts'
import { withLock } from '../platform/process/with-lock.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'
import { localSettings } from '../settings/settings-file.ts'
import type { Settings } from '../settings/settings.ts'
import { openState } from '../state/open-state.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { DevicesText } from './devices-text.en.ts'
import { commandText } from '../text/runner-text.ts'
import { devicesText } from './devices-texts.ts'
import { enroll } from './enroll/enroll.ts'
import { exitCodes } from './exit-codes.ts'
import { registryClient } from './registry-client.ts'
import { retire } from './retire/retire.ts'
import { rotateKeys } from './rotate/rotate-keys.ts'
import { registeredDevices } from './server-access.ts'
import type { DevicesTerminal, Verb } from './verb.ts'

/** Prints the error that has ended a command line, with its stack if it is one of the program itself, and gives the exit code. */
export const reportError = (error: unknown, { writeError }: Pick<Terminal, 'writeError'>, text: Pick<DevicesText, 'internal'>): number => {
  if (error instanceof BusyError) {
    writeError(`${error.message}\n`)
    return exitCodes.busy
  }
  if (error instanceof UsageError) {
    writeError(error.mistakes.map((mistake) => `mimamori-devices: ${mistake}\n`).join(''))
    return exitCodes.usage
  }
  writeError(`mimamori-devices: ${text.internal}\n${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
  return exitCodes.internal
}

const verbs: Readonly<Record<string, Verb>> = { enroll, 'rotate-keys': rotateKeys, retire }

/** A folder of its own, which only this account may read. @throws {UsageError} */
const openDirectory = (settings: Settings, text: CommandText): string => {
  const directory = join(openState(settings, text).root, 'enroll')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return directory
}

/** One at a time: they share files, and the terminal's questions are about one device. @throws {BusyError} */
const underLock = (directory: string, work: () => Promise<number>, text: DevicesText): Promise<number> => {
  const lockFile = join(directory, 'lock')
  return withLock(lockFile, work).catch((error: unknown) => {
    throw error instanceof Error && error.message.startsWith(lockFile) ? new BusyError(text.busy) : error
  })
}

/** @throws {UsageError} */
const verbOf = (name: string, text: DevicesText): Verb => {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined) throw new UsageError([text.noVerb(name, nearestName(name, Object.keys(verbs)), Object.keys(verbs))])
  return verb
}

/**
 * Runs a command line in the given language, whatever its --lang says, and gives its exit code.
 * @throws {UsageError | BusyError} before anything is begun; anything else is a mistake of ours
 */
export const perform = async ([name = '', ...argv]: readonly string[], language: Language, terminal: DevicesTerminal): Promise<number> => {
  const [text, messages] = [devicesText(language), commandText(language)]
  const read = verbOf(name, text)(argv, language)
  if ('help' in read) {
    printLines(terminal, read.help)
    return exitCodes.done
  }
  const settings = localSettings(terminal.env, messages)
  const directory = openDirectory(settings, messages)
  return await underLock(directory, async () => {
    const registry = registryClient(settings, terminal.account)
    return await read.work({
      settings, directory, commandText: messages, terminal, registry, devices: await registeredDevices(registry, settings, text.server)
    })
  }, text)
}

/** Runs one command line and gives its exit code. */
export const run = async (argv: readonly string[], terminal: DevicesTerminal): Promise<number> => {
  const { wanted } = takeLanguageOption(argv.slice(1))
  const language = isLanguage(wanted) ? wanted : terminalLanguage(terminal.env)
  return await perform(argv, language, terminal).catch((error: unknown) => reportError(error, terminal, devicesText(language)))
}
