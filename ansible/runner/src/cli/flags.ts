import { languages, type Language } from '@mimamori/program/language'
import { UnexpectedValue } from '@mimamori/program/settings'
import {
  deviceName, gitReference, hostPattern, runActionName, runIdText, startTime, wholeNumber, windowOfDay, type Parse
} from '../settings/values.ts'

/** One flag: how its value is parsed (absent if it takes none), and whether the value is optional. */
export interface Flag<Value = unknown> {
  readonly parse?: Parse<Value>
  readonly placeholder?: string
  readonly valueIsOptional?: true
}

const valued = <Value>(placeholder: string, parse: Parse<Value>): {
  readonly parse: Parse<Value>
  readonly placeholder: string
} => ({ parse, placeholder })

const language: Parse<Language> = (given, text) =>
  languages.find((name) => name === given) ?? ((): never => { throw new UnexpectedValue(text.language) })()

/** Every flag, in the order in which the help shows them. */
export const flags = {
  limit: valued('PATTERN', hostPattern),
  what: valued('update|agent|restart|reboot', runActionName),
  revision: valued('REF', gitReference),
  canary: valued('N', wholeNumber(0, 10_000)),
  wave: valued('PERCENT', wholeNumber(1, 100)),
  'max-failures': valued('N', wholeNumber(0, 10_000)),
  soak: valued('MINUTES', wholeNumber(1, 1440)),
  at: valued('TIME', startTime),
  window: valued('FROM-TO', windowOfDay),
  'only-failed': valued('RUN', runIdText),
  resume: valued('RUN', runIdText),
  'catch-up': {},
  force: { ...valued('REVISION', gitReference), valueIsOptional: true },
  plan: {},
  check: {},
  yes: {},
  json: {},
  attach: valued('RUN', runIdText),
  status: { ...valued('RUN', runIdText), valueIsOptional: true },
  cancel: valued('RUN', runIdText),
  queue: {},
  drop: valued('DEVICE', deviceName),
  pin: valued('DEVICE', deviceName),
  unpin: valued('DEVICE', deviceName),
  listen: {},
  lang: valued('ja|en', language),
  help: {}
} as const satisfies Record<string, Flag>

export type FlagName = keyof typeof flags
export const flagNames = Object.keys(flags) as FlagName[]
