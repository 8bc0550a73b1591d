import { parseRepository } from '../../collector/cli/src/backup/repository-location.ts'
import { StartProblem } from '../start/problem.ts'
import { parseAddress, parseUpdaters, unknownAccounts, type Decisions, type Given, type Suggested } from './decisions.ts'
import type { DecisionText } from './decision-text.ts'
import type { Machine } from './machine.ts'
import type { Questions } from './questions.ts'

interface Deps {
  readonly given: Given
  readonly suggested: Suggested
  /** Undefined if nobody can be asked, or has asked for it. */
  readonly questions: Questions | undefined
  /** Whether backups are set up. */
  readonly hasBackups: boolean
  readonly machine: Pick<Machine, 'at'>
  readonly text: DecisionText
  readonly print: (line: string) => void
}

/** Asks until the answer can be taken; an empty one is the suggestion. @throws {StartProblem} if nobody answers any more */
const settle = async <Value>(
  { questions, text, print }: Pick<Deps, 'text' | 'print'> & { readonly questions: Questions },
  { question, suggestion, parse, mistake }: {
    readonly question: string
    readonly suggestion?: string
    readonly parse: (answer: string) => Value | undefined
    readonly mistake: (answer: string) => string
  }
): Promise<Value> => {
  for (;;) {
    const typed = await questions.ask(suggestion === undefined ? text.question(question) : text.questionWith(question, suggestion))
    if (typed === undefined) throw new StartProblem(text.unchanged)
    const answer = typed || suggestion || ''
    const value = parse(answer)
    if (value !== undefined) return value
    print(mistake(answer))
  }
}

/** @throws {StartProblem} if http was chosen on a server with https: what trusts that must not fall back unseen */
const requireTransport = ({ given, suggested, text }: Pick<Deps, 'given' | 'suggested' | 'text'>): void => {
  if (given.transport === 'http' && suggested.transport === 'https') throw new StartProblem(text.hasHttps, 2)
}

/** @throws {StartProblem} for an account that is not on this machine */
const requireAccounts = ({ given, machine, text }: Pick<Deps, 'given' | 'machine' | 'text'>): void => {
  const unknown = unknownAccounts(given.updaters ?? [], machine)
  if (unknown.length > 0) throw new StartProblem(text.unknownAccounts(unknown.join(', ')), 2)
}

/** The decisions of the command line, completed by asking, or else by those that are in force. @throws {StartProblem} */
export const decide = async (deps: Deps): Promise<Decisions> => {
  requireTransport(deps)
  requireAccounts(deps)
  const { given, suggested, questions, hasBackups, machine, text, print } = deps
  if (questions === undefined) {
    return { ...suggested, transport: suggested.transport ?? 'http', backups: undefined, ...given }
  }
  const asking = { questions, text, print }
  return {
    address: given.address ?? await settle(asking, {
      question: text.address, suggestion: suggested.address, parse: parseAddress, mistake: text.noAddress
    }),
    transport: given.transport ?? suggested.transport ?? await settle(asking, {
      question: text.transport, parse: (answer) => answer === 'http' || answer === 'https' ? answer : undefined, mistake: text.noTransport
    }),
    updaters: given.updaters ?? await settle(asking, {
      question: text.updaters,
      suggestion: suggested.updaters.join(',') || 'root',
      parse (answer) {
        const names = parseUpdaters(answer)
        return names === undefined || unknownAccounts(names, machine).length > 0 ? undefined : names
      },
      mistake: text.unknownAccounts
    }),
    backups: given.backups ?? (hasBackups ? undefined : await settle(asking, {
      question: text.backups, suggestion: text.none, parse: (answer) => answer === text.none ? '' : parseRepository(answer), mistake: text.noRepository
    }) || undefined)
  }
}

/** @throws {StartProblem} naming the options that are missing where nobody can be asked */
export const requireDecisions = (
  { given, suggested: { isSetUp }, isConfirmed, text }: Pick<Deps, 'given' | 'suggested' | 'text'> & { readonly isConfirmed: boolean }
): void => {
  const missing = [
    ...isSetUp || given.address !== undefined ? [] : ['--address ADDRESS'],
    ...isSetUp || given.transport !== undefined ? [] : ['--http|--https'],
    ...isSetUp || given.updaters !== undefined ? [] : ['--updaters ACCOUNTS'],
    ...isConfirmed ? [] : ['--yes']
  ]
  if (missing.length > 0) throw new StartProblem(text.missing(missing.join(' ')), 2)
}
