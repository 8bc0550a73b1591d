import { readCommandLine, type OptionForm } from '@mimamori/program/command-line'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { UsageError } from '../../platform/errors.ts'
import type { EnrollText } from './enroll-text.en.ts'
import { readCandidate, wrongFields, type Candidate, type ListedCandidate } from '../candidate.ts'

/** What was asked for. */
export interface EnrollArguments {
  readonly candidates: readonly Candidate[]
  /** All devices of the inventory; then there are no candidates. */
  readonly isAll: boolean
  readonly replaces: boolean
  /** The card of the device is a copy of another one's. */
  readonly isCopy: boolean
  readonly isPlan: boolean
  readonly isYes: boolean
  readonly isJson: boolean
  /** Only to print what lets the server in. */
  readonly isLoginCommand: boolean
  readonly isHelp: boolean
}

export const enrollOptions = {
  user: { type: 'string' }, site: { type: 'string' }, role: { type: 'string' }, device: { type: 'string', multiple: true },
  all: { type: 'boolean' }, replace: { type: 'boolean' }, copy: { type: 'boolean' }, plan: { type: 'boolean' }, yes: { type: 'boolean' }, json: { type: 'boolean' },
  'login-command': { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean' }
} as const satisfies Record<string, OptionForm>

/** More are asked for in several goes: each has its own page of a terminal's output, and its own mistakes. */
const mostDevices = 500

/** What was typed or listed before with the same text. */
const firstWith = (listed: readonly ListedCandidate[], index: number, textOf: (candidate: Candidate) => string | undefined): Candidate | undefined => {
  const text = textOf(listed[index]!.candidate)
  return text === undefined ? undefined : listed.slice(0, index).find(({ candidate }) => textOf(candidate) === text)?.candidate
}

/** What is wrong with one of the devices, by itself and beside those before it. */
const mistakesOf = (listed: readonly ListedCandidate[], index: number, { mistakes: text }: EnrollText): string[] => {
  const { candidate, line, surplus } = listed[index]!
  const isTwice = firstWith(listed, index, ({ id }) => id) !== undefined
  const neighbour = isTwice ? undefined : firstWith(listed, index, ({ address }) => address?.toLowerCase())
  const found = [
    ...wrongFields(candidate).map((field) => text.field[field](candidate.id, candidate[field]!)),
    ...surplus.length === 0 ? [] : [text.surplus(candidate.id, surplus)],
    ...isTwice ? [text.twice(candidate.id)] : [],
    ...neighbour === undefined ? [] : [text.addressTwice(candidate.address!, neighbour.id, candidate.id)]
  ]
  return line === undefined ? found : found.map((mistake) => text.inLine(line, mistake))
}

interface Asked { readonly listed: readonly ListedCandidate[], readonly isAll: boolean, readonly replaces: boolean, readonly isCopy: boolean }

const mistakesIn = ({ listed, isAll, replaces, isCopy }: Asked, text: EnrollText): string[] => [
  ...listed.length === 0 && !isAll ? [text.mistakes.noDevice] : [],
  ...listed.length > 0 && isAll ? [text.mistakes.allOrNamed] : [],
  // Of more, the mistakes would be as many.
  ...listed.length > mostDevices ? [text.mistakes.tooMany(mostDevices)] : listed.flatMap((_, index) => mistakesOf(listed, index, text)),
  ...(replaces || isCopy) && (isAll || listed.length > 1) ? [text.mistakes.onlyOne(replaces ? '--replace' : '--copy')] : []
]

/** @throws {UsageError} with every mistake at once */
export const parseEnrollArguments = (argv: readonly string[], text: EnrollText): EnrollArguments => {
  const { one, many, isOn, positionals: [id, address, ...surplus], mistakes: ofOptions } = readCommandLine(argv.map((word) => word === '-h' ? '--help' : word), enrollOptions)
  const common = { ...one('site') !== undefined && { site: one('site')! }, ...one('role') !== undefined && { role: one('role')! }, ...one('user') !== undefined && { user: one('user')! } }
  const listed: readonly ListedCandidate[] = [
    ...id === undefined ? [] : [{ candidate: { ...common, id, ...address !== undefined && { address } }, surplus: [] }],
    ...many('device').map((line) => readCandidate(line, common))
  ]
  const [isAll, replaces, isCopy, isHelp] = [isOn('all'), isOn('replace'), isOn('copy'), isOn('help')]
  const mistakes = [
    ...ofOptions.map((mistake) => describeOptionMistake(mistake, text.options)),
    ...surplus.map((word) => text.options.unexpected(word)),
    ...mistakesIn({ listed, isAll, replaces, isCopy }, text)
  ]
  if (mistakes.length > 0 && !isHelp) throw new UsageError(mistakes)
  return { candidates: listed.map(({ candidate }) => candidate), isAll, replaces, isCopy, isPlan: isOn('plan'), isYes: isOn('yes'), isJson: isOn('json'), isLoginCommand: isOn('login-command'), isHelp }
}
