import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { withoutSettings } from '../start/environment.ts'
import { StartProblem } from '../start/problem.ts'
import type { InstallServerText } from './text.ts'

/** The machine that is set up. */
export interface Machine {
  /** The path here of a path of that machine. */
  readonly at: (path: string) => string
  /** Runs a command there and gives its output. @throws {StartProblem} with its message if it failed */
  readonly run: (...argv: readonly [string, ...string[]]) => string
  /** Copies a file or directory with its owners and modes, onto the disk, however long that takes. @throws {StartProblem} */
  readonly copy: (from: string, to: string) => void
}

const timeoutMs = 300_000

/** This one. */
export const thisMachine = (text: Pick<InstallServerText, 'commandFailed'>): Machine => {
  const runWithin = (timeout: number | undefined, program: string, args: readonly string[]): string => {
    const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout, env: withoutSettings(process.env) })
    if (status !== 0) throw new StartProblem(text.commandFailed([program, ...args].join(' '), error?.message ?? stderr.trim()))
    return stdout
  }
  return {
    at: (path) => join('/', path),
    run: (program, ...args) => runWithin(timeoutMs, program, args),
    copy (from, to) {
      runWithin(undefined, 'cp', ['-a', '--', from, to])
      runWithin(undefined, 'sync', ['--file-system', to])
    }
  }
}
