import { readCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeMistakes } from '@mimamori/program/option-text'
import { parseRepository } from '../../collector/cli/src/backup/repository-location.ts'
import { StartProblem } from '../start/problem.ts'
import { decisionText } from './decision-text.ts'
import { parseAddress, parseUpdaters, type Given } from './decisions.ts'
import { installServerText } from './text.ts'

export interface InstallServerOptions {
  /** Only say what would be done. */
  readonly isPlan: boolean
  readonly isRemoval: boolean
  /** Nobody is to be asked. */
  readonly isConfirmed: boolean
  readonly given: Given
}

/** @throws {StartProblem} with every mistake at once */
export const readInstallServerOptions = (args: readonly string[], language: Language): InstallServerOptions => {
  const text = decisionText(language)
  const { isOn, one, positionals, mistakes } = readCommandLine(args, {
    address: { type: 'string' }, http: { type: 'boolean' }, https: { type: 'boolean' }, updaters: { type: 'string' },
    backups: { type: 'string' }, yes: { type: 'boolean' }, plan: { type: 'boolean' }, remove: { type: 'boolean' }
  })
  const wrong = describeMistakes({ mistakes, positionals }, language)
  const parsed = <Value>(
    name: string, parse: (written: string) => Value | undefined, mistake: (written: string) => string
  ): Value | undefined => {
    const written = one(name)
    const value = written === undefined ? undefined : parse(written)
    if (written !== undefined && value === undefined) wrong.push(`--${name}: ${mistake(written)}`)
    return value
  }
  const transports = (['http', 'https'] as const).filter(isOn)
  const given = {
    address: parsed('address', parseAddress, text.noAddress),
    transport: transports[0],
    updaters: parsed('updaters', parseUpdaters, text.noAccounts),
    backups: parsed('backups', parseRepository, text.noRepository)
  }
  if (transports.length > 1) wrong.push(text.bothTransports)
  if (wrong.length > 0) throw new StartProblem([...wrong, installServerText(language).usage].join('\n'), 2)
  return {
    isPlan: isOn('plan'), isRemoval: isOn('remove'), isConfirmed: isOn('yes'),
    given: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  }
}
