import type { DeviceView } from '@mimamori/contract'
import { readCommandLine, type OptionForm, type ReadCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { textTable } from '@mimamori/program/text-table'
import { UsageError } from '../platform/errors.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { DevicesText } from './devices-text.en.ts'
import type { RegistryClient } from './registry-client.ts'

export interface DevicesTerminal extends Terminal {
  /** Whether a person can be asked. */
  readonly isInteractive: boolean
}

/** Everything that a verb works with. */
export interface VerbContext {
  readonly settings: Settings
  /** A folder of this account alone. */
  readonly directory: string
  readonly commandText: CommandText
  readonly terminal: DevicesTerminal
  readonly registry: RegistryClient
  /** The registered devices. */
  readonly devices: readonly DeviceView[]
}

/** Options of every verb. */
export interface CommonArguments {
  readonly isPlan: boolean
  readonly isYes: boolean
  readonly isJson: boolean
  readonly isHelp: boolean
}

/** Options by name, with the value as the help shows it. */
export type VerbOptions = Readonly<Record<string, OptionForm & { readonly placeholder?: string }>>

export const flag = { type: 'boolean' } as const
export const valued = (placeholder: string) => ({ type: 'string', placeholder }) as const
export const commonOptions = { plan: flag, yes: flag, json: flag, lang: valued('ja|en'), help: flag }

/** Makes the parser of a verb's command line, which throws a UsageError with every mistake at once unless help is asked for. */
export const argumentParser = <Text extends Pick<DevicesText, 'options'>, Given>(
  options: VerbOptions, read: (words: ReadCommandLine, text: Text) => { readonly given: Given, readonly mistakes: readonly string[] }
) => (argv: readonly string[], text: Text): Given & CommonArguments => {
  const words = readCommandLine(argv.map((word) => word === '-h' ? '--help' : word), options)
  const { given, mistakes } = read(words, text)
  const all = [...words.mistakes.map((mistake) => describeOptionMistake(mistake, text.options)), ...mistakes]
  const [isPlan, isYes, isJson, isHelp] = [words.isOn('plan'), words.isOn('yes'), words.isOn('json'), words.isOn('help')]
  if (all.length > 0 && !isHelp) throw new UsageError(all)
  return { ...given, isPlan, isYes, isJson, isHelp }
}

interface HelpText {
  readonly usage: string
  readonly about: string
  readonly exits: string
  readonly flags: Readonly<Record<string, string>>
}

const helpLines = (text: HelpText, options: VerbOptions): string[] => [
  text.usage, '', text.about, '',
  ...textTable(Object.entries(text.flags).map(([name, described]) => [
    `  ${['--' + name, options[name]?.placeholder ?? []].flat().join(' ')}`, described
  ])),
  '', text.exits
]

/** Reads a command line: gives the help that it asks for, or the work, which gives the exit code. @throws {UsageError} */
export type Verb = (argv: readonly string[], language: Language) => { readonly help: readonly string[] } | {
  readonly work: (context: VerbContext) => Promise<number>
}

interface VerbDefinition<Text, Given> {
  readonly textOf: (language: Language) => Text
  readonly options: VerbOptions
  readonly parse: (argv: readonly string[], text: Text) => Given
  readonly work: (options: VerbContext & { readonly given: Given, readonly text: Text }) => Promise<number>
}

export const defineVerb = <Text extends HelpText, Given extends CommonArguments>(
  { textOf, options, parse, work }: VerbDefinition<Text, Given>
): Verb => (argv, language) => {
  const text = textOf(language)
  const given = parse(argv, text)
  return given.isHelp ? { help: helpLines(text, options) } : { work: (context) => work({ ...context, given, text }) }
}
