import type { ReadCommandLine } from '@mimamori/program/command-line'
import { wrongValue } from './choices.ts'
import { optionsOf, type Command, type Expectation, type Invocation } from './command.ts'
import { CommandError, UsageError, type Refusal } from './errors.ts'
import { suggestKnown } from './known-names.ts'
import type { CliText } from './text/cli-text.ts'

interface TypedPart {
  /** Such as `--site` or `ID`. */
  readonly name: string
  readonly expects: Expectation
  /** Undefined if it was not typed. */
  readonly value: string | undefined
  /** Whether the mistake is in the file that was typed. */
  readonly isContent: boolean
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * The part of the command line that a field of the request came from: the one that the command names, else a field is named as its option
 * (`scrapeUrl`, `--scrape-url`; `labels`, `--label`) or, in lower case, as its positional (`id`, `ID`).
 */
const partOf = (path: string, command: Command, typed: ReadCommandLine): TypedPart | undefined => {
  const [field = '', entry] = path.replace(/^\//, '').split('/')
  const { positionals = {}, fields = {} } = command
  const place = Object.keys(positionals).indexOf(field.toUpperCase())
  if (place !== -1) {
    const name = field.toUpperCase()
    return { name, expects: positionals[name]!, value: typed.positionals[place] ?? '', isContent: false }
  }
  const said = Object.entries(fields).filter(([pointer]) =>
    `${path}/`.startsWith(`${pointer}/`)).sort(([a], [b]) => b.length - a.length)[0]?.[1]
  const [name, option] = optionsOf(command).find(([each]) =>
    said === undefined ? camelCase(each) === field || `${each}s` === field : each === said) ?? []
  if (name === undefined || option === undefined || option === 'flag') return undefined
  const values = typed.many(name)
  const value = values.length === 0 ? undefined : values.find((pair) => pair.startsWith(`${entry}=`)) ?? values.join(' ')
  return { name: `--${name}`, expects: option.expects, value, isContent: said?.endsWith('-file') === true }
}

const formatMistake = async ({ name, expects, value, isContent }: TypedPart, message: string, text: CliText): Promise<string> => {
  if (value === undefined) return text.missing(name, text.expected[expects])
  return isContent ? text.wrongContent(name, message) : wrongValue({ name, expects, value }, text)
}

interface RefusedCommand {
  readonly command: Command
  readonly typed: ReadCommandLine
  readonly invocation: Pick<Invocation, 'ask' | 'text'>
}

/** The error to show for a refusal: in terms of the command line if the mistake is there, else by its code. */
export const formatRefusal = async (
  refusal: Refusal, { command, typed, invocation }: RefusedCommand
): Promise<UsageError | CommandError> => {
  const { text } = invocation
  const { code, message, issues = [] } = refusal.answer
  const parts = issues.map(({ path }) => partOf(path, command, typed))
  if (parts.length > 0 && parts.every((part) => part !== undefined)) {
    const mistakes = await Promise.all(parts.map((part, index) => formatMistake(part, issues[index]!.message, text)))
    return new UsageError(mistakes, { cause: refusal })
  }
  // The site of an option, the command's first word, or the device of an option.
  const subject = (code === 'SITE_NOT_FOUND' ? typed.many('site') : [...typed.positionals, ...typed.many('device')])[0] ?? ''
  if (code === 'STATE_CONFLICT' && command.conflict) return new CommandError(text[command.conflict](subject), { cause: refusal })
  const { nearest, similar } = await suggestKnown(refusal, subject, { asking: invocation, isDestructive: command.isDestructive })
  const say = Object.hasOwn(text.refusals, code) ? text.refusals[code as keyof CliText['refusals']] : undefined
  // The message of a validation repeats the first of its issues.
  const lines = [
    issues.length > 0 ? text.notTaken : say?.(subject, nearest) ?? text.refused(message),
    ...similar === undefined || say === undefined ? [] : [text.nothingChanged(similar.join(text.comma))],
    ...issues.map(({ path, message: wrong }) => `  ${path}: ${wrong}`)
  ]
  return new CommandError(lines, { cause: refusal })
}
