import type { ReadCommandLine } from '@mimamori/program/command-line'
import type { CliText } from './text/cli-text.en.ts'
import type { Command } from './command.ts'
import { CommandError, UsageError, type Refusal } from './errors.ts'
import type { Suggestion } from './nearest-known.ts'
import { wrongValue } from './wrong-value.ts'

interface Typed {
  /** Such as `--site` or `ID`. */
  readonly name: string
  readonly expects: keyof CliText['expected']
  /** Undefined where it was not typed. */
  readonly value: string | undefined
  /** Whether what is wrong stands in the file that was typed. */
  readonly isContent: boolean
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Which part of the command line a field of the request came from: the one that the command says, else a field is named as its option
 * (`scrapeUrl`, `--scrape-url`; `labels`, `--label`) or, in lower case, as its positional (`id`, `ID`).
 */
const typedAs = (path: string, { positionals, options, fields = {} }: Command, typed: Pick<ReadCommandLine, 'positionals' | 'many'>): Typed | undefined => {
  const [field = '', entry] = path.replace(/^\//, '').split('/')
  const place = Object.keys(positionals).indexOf(field.toUpperCase())
  if (place !== -1) return { name: field.toUpperCase(), expects: positionals[field.toUpperCase()]!, value: typed.positionals[place] ?? '', isContent: false }
  const said = Object.entries(fields).filter(([pointer]) => `${path}/`.startsWith(`${pointer}/`)).sort(([a], [b]) => b.length - a.length)[0]?.[1]
  const [name, option] = Object.entries(options).find(([each]) => said === undefined ? camelCase(each) === field || `${each}s` === field : each === said) ?? []
  if (name === undefined || option?.type !== 'string') return undefined
  const given = typed.many(name)
  const value = given.length === 0 ? undefined : given.find((pair) => pair.startsWith(`${entry}=`)) ?? given.join(' ')
  return { name: `--${name}`, expects: option.expects, value, isContent: said?.endsWith('-file') === true }
}

const formatMistake = async ({ name, expects, value, isContent }: Typed, message: string, text: CliText): Promise<string> => {
  if (value === undefined) return text.missing(name, text.expected[expects])
  return isContent ? text.wrongContent(name, message) : wrongValue({ name, expects, value }, text)
}

interface RefusedCommand {
  readonly command: Command
  readonly typed: Pick<ReadCommandLine, 'positionals' | 'many'>
  readonly text: CliText
  /** What a name that there is not may have been meant to be. */
  readonly suggestion?: Suggestion
}

/** What a refusal is about: the site of an option, the command's first word, or the device of an option. */
export const subjectOf = ({ answer: { code } }: Refusal, { positionals, many }: Pick<ReadCommandLine, 'positionals' | 'many'>): string =>
  (code === 'SITE_NOT_FOUND' ? many('site') : [...positionals, ...many('device')])[0] ?? ''

/** The error to show for a refusal: in terms of what was typed where that is what was wrong, else by its code. */
export const formatRefusal = async (refusal: Refusal, { command, typed, text, suggestion: { nearest, similar } = {} }: RefusedCommand): Promise<UsageError | CommandError> => {
  const { code, message, issues = [] } = refusal.answer
  const found = issues.map(({ path }) => typedAs(path, command, typed))
  if (found.length > 0 && found.every((each) => each !== undefined)) {
    return new UsageError((await Promise.all(found.map((each, index) => formatMistake(each, issues[index]!.message, text)))).join('\n'), { cause: refusal })
  }
  const say = Object.hasOwn(text.refusals, code) ? text.refusals[code as keyof CliText['refusals']] : undefined
  // The message of a validation repeats the first of its issues.
  const lines = [issues.length > 0 ? text.notTaken : say?.(subjectOf(refusal, typed), nearest) ?? text.refused(message), ...similar === undefined || say === undefined ? [] : [text.nothingChanged(similar.join(text.comma))], ...issues.map(({ path, message: wrong }) => `  ${path}: ${wrong}`)]
  return new CommandError(lines.join('\n'), { cause: refusal })
}
