import { nearestName } from '@mimamori/program/nearest-name'
import type { CliText } from '../text/cli-text.en.ts'
import type { Expectation } from './command.ts'

/** The words of which an option takes one, as cliText's `expected` lists them; written here, since the contract's schemas are slow to load. */
const choices: Partial<Readonly<Record<Expectation, readonly string[]>>> = {
  status: ['silent', 'late', 'refused', 'pending', 'gone', 'online', 'off-hours', 'paused', 'warnings', 'retired', 'all'],
  sort: ['worst', 'name', 'site', 'last-seen', 'cpu', 'memory', 'disk', 'temperature', 'errors'],
  tokenRole: ['admin', 'viewer', 'scrape', 'update', 'alert'],
  loginRole: ['admin', 'viewer'],
  receiverType: ['email', 'webhook', 'slack', 'rocketchat', 'teams', 'ntfy', 'http'],
  severity: ['critical', 'warning', 'info'],
  mailTls: ['none', 'starttls', 'implicit'],
  alertState: ['firing', 'resolved']
}

interface WrongValue {
  /** Such as `--role` or `ID`. */
  readonly name: string
  readonly expects: Expectation
  readonly value: string
}

/** What to say of a value that an option does not take: what it expects, and the choice that was meant where one is near. */
export const wrongValue = ({ name, expects, value }: WrongValue, text: CliText): string =>
  text.wrong(name, text.expected[expects], value, nearestName(value, choices[expects] ?? []))
