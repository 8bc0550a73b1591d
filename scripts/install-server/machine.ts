import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { withoutSettings } from '../start/environment.ts'
import { StartProblem } from '../start/problem.ts'
import type { InstallServerText } from './text.ts'

/** The machine that is set up. */
export interface Machine {
  /** Where a path of that machine is here. */
  readonly at: (path: string) => string
  /** Runs a command there and gives what it printed. @throws {StartProblem} with what it said, where it failed */
  readonly run: (...argv: readonly [string, ...string[]]) => string
}

const timeoutMs = 300_000

/** This one. */
export const thisMachine = (text: Pick<InstallServerText, 'commandFailed'>): Machine => ({
  at: (path) => join('/', path),
  run: (program, ...args) => {
    const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: timeoutMs, env: withoutSettings(process.env) })
    if (status !== 0) throw new StartProblem(text.commandFailed([program, ...args].join(' '), error?.message ?? stderr.trim()))
    return stdout
  }
})
