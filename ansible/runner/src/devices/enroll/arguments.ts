import { defined } from '../../platform/defined.ts'
import { readCandidate, wrongFields, type Candidate, type ListedCandidate } from '../candidate.ts'
import { argumentParser, commonOptions, flag, valued } from '../verb.ts'
import type { EnrollText } from './enroll-text.en.ts'

/** The devices that were asked for. */
interface Enrollment {
  readonly candidates: readonly Candidate[]
  /** All devices of the inventory; then there are no candidates. */
  readonly isAll: boolean
  readonly replaces: boolean
  /** The card of the device is a copy of another one's. */
  readonly isCopy: boolean
  /** Only to print what lets the server in. */
  readonly isLoginCommand: boolean
}

export const enrollOptions = {
  user: valued('ACCOUNT'), site: valued('SITE'), role: valued('ROLE'),
  device: { ...valued('NAME,ADDRESS,SITE,ROLE,ACCOUNT'), multiple: true },
  all: flag, replace: flag, copy: flag, 'login-command': flag, ...commonOptions
} as const

/** More are asked for in several goes: each has its own page of a terminal's output, and its own mistakes. */
const mostDevices = 500

/** The earlier candidate with the same text. */
const firstWith = (
  listed: readonly ListedCandidate[], index: number, textOf: (candidate: Candidate) => string | undefined
): Candidate | undefined => {
  const text = textOf(listed[index]!.candidate)
  return text === undefined ? undefined : listed.slice(0, index).find(({ candidate }) => textOf(candidate) === text)?.candidate
}

/** Mistakes in one of the devices, by itself and compared to those before it. */
const mistakesOf = (listed: readonly ListedCandidate[], index: number, { mistakes: text, twice }: EnrollText): string[] => {
  const { candidate, line, surplus } = listed[index]!
  const isTwice = firstWith(listed, index, ({ id }) => id) !== undefined
  const neighbour = isTwice ? undefined : firstWith(listed, index, ({ address }) => address?.toLowerCase())
  const found = [
    ...wrongFields(candidate).map((field) => text.field[field](candidate.id, candidate[field]!)),
    ...surplus.length === 0 ? [] : [text.surplus(candidate.id, surplus)],
    ...isTwice ? [twice(candidate.id)] : [],
    ...neighbour === undefined ? [] : [text.addressTwice(candidate.address!, neighbour.id, candidate.id)]
  ]
  return line === undefined ? found : found.map((mistake) => text.inLine(line, mistake))
}

interface Asked extends Pick<Enrollment, 'isAll' | 'replaces' | 'isCopy'> {
  readonly listed: readonly ListedCandidate[]
}

const mistakesIn = ({ listed, isAll, replaces, isCopy }: Asked, text: EnrollText): string[] => [
  ...listed.length === 0 && !isAll ? [text.mistakes.noDevice] : [],
  ...listed.length > 0 && isAll ? [text.mistakes.allOrNamed] : [],
  // A longer list could have as many mistakes.
  ...listed.length > mostDevices ? [text.mistakes.tooMany(mostDevices)] : listed.flatMap((_, index) => mistakesOf(listed, index, text)),
  ...(replaces || isCopy) && (isAll || listed.length > 1) ? [text.mistakes.onlyOne(replaces ? '--replace' : '--copy')] : []
]

export const parseEnrollArguments = argumentParser(enrollOptions, ({
  one, many, isOn, positionals: [id, address, ...surplus]
}, text: EnrollText) => {
  const common = defined({ site: one('site'), role: one('role'), user: one('user') })
  const listed: readonly ListedCandidate[] = [
    ...id === undefined ? [] : [{ candidate: { ...common, id, ...address !== undefined && { address } }, surplus: [] }],
    ...many('device').map((line) => readCandidate(line, common))
  ]
  const [isAll, replaces, isCopy] = [isOn('all'), isOn('replace'), isOn('copy')]
  const given: Enrollment = {
    candidates: listed.map(({ candidate }) => candidate), isAll, replaces, isCopy, isLoginCommand: isOn('login-command')
  }
  return {
    given, mistakes: [...surplus.map((word) => text.options.unexpected(word)), ...mistakesIn({ listed, isAll, replaces, isCopy }, text)]
  }
})

export type EnrollArguments = ReturnType<typeof parseEnrollArguments>
