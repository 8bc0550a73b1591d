import { readCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { describeMistakes } from '@mimamori/program/option-text'
import { StartProblem } from '../start/problem.ts'
import { installServerText } from './text.ts'

export interface InstallServerOptions {
  /** Only say what would be done. */
  readonly isPlan: boolean
  readonly isRemoval: boolean
  /** Further accounts that may start updates and add devices. */
  readonly admins: readonly string[]
}

/** As useradd(8) takes it; nothing that a program could take for an option. */
const accountName = /^[a-z_][\w-]{0,31}$/

/** @throws {StartProblem} with every mistake at once */
export const readInstallServerOptions = (args: readonly string[], language: Language): InstallServerOptions => {
  const { isOn, many, positionals, mistakes } = readCommandLine(args, {
    plan: { type: 'boolean' }, remove: { type: 'boolean' }, admin: { type: 'string', multiple: true }
  })
  const wrong = [
    ...describeMistakes({ mistakes, positionals }, language),
    ...many('admin').filter((name) => !accountName.test(name)).map(installServerText(language).noAccount)
  ]
  if (wrong.length > 0) throw new StartProblem([...wrong, installServerText(language).usage].join('\n'), 2)
  return { isPlan: isOn('plan'), isRemoval: isOn('remove'), admins: many('admin') }
}
