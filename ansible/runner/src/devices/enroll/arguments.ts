import { readCommandLine, type OptionForm } from '@mimamori/program/command-line'
import { describeOptionMistake } from '@mimamori/program/option-text'
import { UsageError } from '../../cli/errors.ts'
import type { EnrollText } from '../../text/enroll-text.en.ts'
import { readCandidate, wrongFields, type Candidate } from '../candidate.ts'

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

const mistakesIn = ({ candidates, isAll, replaces, isCopy }: Pick<EnrollArguments, 'candidates' | 'isAll' | 'replaces' | 'isCopy'>, text: EnrollText): string[] => {
  const seen = new Set<string>()
  const twice = candidates.flatMap(({ id }) => seen.has(id) ? [text.mistakes.twice(id)] : (seen.add(id), []))
  return [
    ...candidates.length === 0 && !isAll ? [text.mistakes.noDevice] : [],
    ...candidates.length > 0 && isAll ? [text.mistakes.allOrNamed] : [],
    ...candidates.length > mostDevices ? [text.mistakes.tooMany(mostDevices)] : [],
    ...candidates.flatMap((candidate) => wrongFields(candidate).map((field) => text.mistakes.field[field](candidate.id, candidate[field]!))),
    ...twice,
    ...(replaces || isCopy) && (isAll || candidates.length > 1) ? [text.mistakes.onlyOne(replaces ? '--replace' : '--copy')] : []
  ]
}

/** @throws {UsageError} with every mistake at once */
export const parseEnrollArguments = (argv: readonly string[], text: EnrollText): EnrollArguments => {
  const { one, many, isOn, positionals: [id, address, ...surplus], mistakes: ofOptions } = readCommandLine(argv.map((word) => word === '-h' ? '--help' : word), enrollOptions)
  const common = { ...one('site') !== undefined && { site: one('site')! }, ...one('role') !== undefined && { role: one('role')! }, ...one('user') !== undefined && { user: one('user')! } }
  const candidates = [
    ...id === undefined ? [] : [{ ...common, id, ...address !== undefined && { address } }],
    ...many('device').map((line) => readCandidate(line, common))
  ]
  const [isAll, replaces, isCopy, isHelp] = [isOn('all'), isOn('replace'), isOn('copy'), isOn('help')]
  const mistakes = [
    ...ofOptions.map((mistake) => describeOptionMistake(mistake, text.options)),
    ...surplus.map((word) => text.options.unexpected(word)),
    ...mistakesIn({ candidates, isAll, replaces, isCopy }, text)
  ]
  if (mistakes.length > 0 && !isHelp) throw new UsageError(mistakes)
  return { candidates, isAll, replaces, isCopy, isPlan: isOn('plan'), isYes: isOn('yes'), isJson: isOn('json'), isLoginCommand: isOn('login-command'), isHelp }
}
