import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLanguage, terminalLanguage } from '@mimamori/program/language'
import { takeLanguageOption } from '@mimamori/program/language-option'
import { printJson, printLines } from '../cli/context.ts'
import { BusyError, UsageError } from '../cli/errors.ts'
import type { Terminal } from '../cli/terminal.ts'
import { checkout } from '../places.ts'
import { withLock } from '../process/with-lock.ts'
import { SettingsError } from '../settings/load-settings.ts'
import { ownSettings } from '../settings/settings-file.ts'
import type { Settings } from '../settings/settings.ts'
import { openStateDirectory } from '../state/state-directory.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { EnrollText } from '../text/enroll-text.en.ts'
import { commandText, enrollText } from '../text/runner-text.ts'
import { parseEnrollArguments, type EnrollArguments } from './arguments.ts'
import type { Candidate } from './candidate.ts'
import type { DevicePart } from './device-part.ts'
import { enrollDevice, type DeviceResult } from './enroll-device.ts'
import { exitCodes } from './exit-codes.ts'
import { helpLines } from './help.ts'
import { fewAtATime, inTurns } from './in-turns.ts'
import { loginCommand } from './login.ts'
import { quoteWords } from './quote.ts'
import { registryClient } from './registry-client.ts'
import { resultLines } from './result-lines.ts'
import { inventoryCandidates, prepareServer } from './server-part.ts'
import { MissingError } from './steps.ts'

/** Each takes some 60 MB of the server, and a copy of the agent over its network. */
const atATime = 4

/** Its own folder, which only this account may read. @throws {UsageError} */
const openDirectory = (settings: Settings, text: CommandText): string => {
  try {
    const { root } = openStateDirectory(settings.stateDirectory, checkout)
    if (statSync(root).uid !== process.getuid?.()) throw new UsageError([text.preflight.owner(root)])
    const directory = join(root, 'enroll')
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return directory
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { path = settings.stateDirectory ?? '', message } = error as NodeJS.ErrnoException
    throw new UsageError([text.preflight.state(path, message)])
  }
}

export interface EnrollTerminal extends Terminal {
  /** Whether a person can be asked. */
  readonly isInteractive: boolean
}

interface EnrollOptions {
  readonly given: EnrollArguments
  readonly settings: Settings
  readonly directory: string
  readonly text: EnrollText
  readonly commandText: CommandText
  readonly terminal: EnrollTerminal
}

/** Prints what lets the server in, as one line for a shell on the device: for an administrator whose own computer may log in there. */
const printLoginCommand = async ({ given: { candidates: [candidate] }, settings, directory, text, commandText: words, terminal }: EnrollOptions): Promise<number> => {
  const { sshOf, publicKeyOf } = await prepareServer({ candidates: [candidate!], settings, registry: registryClient(settings), directory, text, commandText: words })
  printLines(terminal, [quoteWords(loginCommand(sshOf(candidate!).user, publicKeyOf(candidate!)))])
  return exitCodes.done
}

const enrollAll = async ({ given, settings, directory, text, commandText: words, terminal }: EnrollOptions): Promise<readonly DeviceResult[]> => {
  const { replaces, isPlan, isYes } = given
  const registry = registryClient(settings)
  const candidates = given.isAll ? await inventoryCandidates(settings, words) : given.candidates
  const server = await prepareServer({ candidates, settings, registry, directory, text, commandText: words })
  const alone = inTurns()
  const agree = (question: string): Promise<boolean> => isYes
    ? Promise.resolve(true)
    : alone(async () => {
        const answer = await terminal.ask(`${question} [y/N] `)
        if (answer === undefined) throw new MissingError(text.needsYes(question))
        return /^(?:y|yes|はい)$/i.test(answer.trim())
      })
  const partOf = (candidate: Candidate): DevicePart => ({
    candidate, ssh: server.sshOf(candidate), publicKey: server.publicKeyOf(candidate), replaces, isPlan, settings, registry, clock: terminal.clock, text, agree, alone,
    hasTerminal: terminal.isInteractive
  })
  let ended = 0
  return await fewAtATime(candidates, atATime, async (candidate) => {
    const { id } = candidate
    const result = await enrollDevice({
      part: partOf(candidate),
      install: { directory, inventory: server.inventory },
      onBegin: (step) => { if (step === 'agent' && !isPlan) terminal.writeError(`${id}: ${text.installing}\n`) }
    })
    ended++
    if (candidates.length > 1) terminal.writeError(`${text.progress(ended, candidates.length)} ${id}: ${text.outcomes[result.outcome]}\n`)
    return result
  })
}

const enrollCommand = async (options: EnrollOptions): Promise<number> => {
  const { given, text, terminal } = options
  const results = await enrollAll(options)
  const exitCode = results.some(({ outcome }) => outcome === 'missing') ? exitCodes.missing : exitCodes.done
  if (given.isJson) printJson(terminal, { exitCode, plan: given.isPlan, devices: results })
  else printLines(terminal, resultLines(results, text))
  return exitCode
}

/** One at a time: they share files, and the terminal's questions are about one device. @throws {BusyError} */
const underLock = (command: (options: EnrollOptions) => Promise<number>, options: EnrollOptions): Promise<number> => {
  const lockFile = join(options.directory, 'lock')
  return withLock(lockFile, () => command(options)).catch((error: unknown) => {
    throw error instanceof Error && error.message.startsWith(lockFile) ? new BusyError(options.text.busy) : error
  })
}

/** Runs one command line and gives its exit code. */
export const run = async (argv: readonly string[], terminal: EnrollTerminal): Promise<number> => {
  const { wanted } = takeLanguageOption(argv)
  const language = isLanguage(wanted) ? wanted : terminalLanguage(terminal.env)
  const [text, words] = [enrollText(language), commandText(language)]
  try {
    const given = parseEnrollArguments(argv, text)
    if (given.isHelp) {
      printLines(terminal, helpLines(text))
      return exitCodes.done
    }
    const settings = ownSettings(terminal.env, words)
    return await underLock(given.isLoginCommand ? printLoginCommand : enrollCommand, { given, settings, directory: openDirectory(settings, words), text, commandText: words, terminal })
  } catch (error) {
    if (error instanceof BusyError) {
      terminal.writeError(`${error.message}\n`)
      return exitCodes.busy
    }
    if (!(error instanceof UsageError || error instanceof SettingsError)) throw error
    terminal.writeError(error.mistakes.map((mistake) => `mimamori-enroll: ${mistake}\n`).join(''))
    return exitCodes.usage
  }
}
