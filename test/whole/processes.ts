import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { until } from '../../collector/test/until.ts'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import { withoutSettings } from '../../scripts/start/environment.ts'

const checkout = join(import.meta.dirname, '..', '..')

/** A group of tests that needs Debian programs: skipped visibly where one is missing, except in CI, where it then fails. */
export const describeWith = (...programs: readonly string[]): typeof describe | typeof describe.skip =>
  programs.every((program) => existsSync(program)) || process.env['CI'] !== undefined ? describe : describe.skip

/** A real program that runs for a test. */
export interface RunningProgram {
  readonly pid: number
  /** All that it has printed. */
  output (): string
  /** Sends it a signal of which it does not end. */
  signal (signal: NodeJS.Signals): void
  /** Sends the signal, and gives its exit code when it has ended: null where it died of the signal. */
  stop (signal?: NodeJS.Signals): Promise<number | null>
}

export interface ProgramOptions {
  readonly argv: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  readonly logFile: string
  /** Answers 2xx when the program is ready. */
  readonly readyUrl?: string
}

const ended = async (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? child.exitCode
    : new Promise((resolve) =>
        child.once('exit', (code) => {
          resolve(code)
        })
      )

/** Starts it and waits until it is ready; throws with its output where it ends instead. */
export const startProgram = async ({ argv, env, logFile, readyUrl }: ProgramOptions): Promise<RunningProgram> => {
  const log = openSync(logFile, 'a')
  const [command, ...args] = [...endsWithUs, ...argv]
  const child = spawn(command!, args, { cwd: checkout, stdio: ['ignore', log, log], env: { ...withoutSettings(process.env), ...env } })
  closeSync(log)
  let startError: Error | undefined
  child.once('error', (error) => { startError = error })
  const output = (): string => readFileSync(logFile, 'utf8')
  let isStopped = false
  // A test would only say that nothing answers, and its directory with the log is removed.
  child.once('exit', (code) => { if (code && !isStopped) process.stderr.write(`${argv[0]} ended by itself with ${code}:\n${output()}\n`) })
  if (readyUrl !== undefined) {
    await until(`${readyUrl} of ${argv[0]}`, async () => {
      if (startError !== undefined) throw startError
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${argv[0]} ended by itself:\n${output()}`)
      return await fetch(readyUrl).then((answer) => answer.ok ? true : undefined, () => undefined)
    })
  }
  return {
    pid: child.pid!,
    output,
    signal (signal) { child.kill(signal) },
    async stop (signal = 'SIGTERM') {
      isStopped = true
      child.kill(signal)
      // A suspended process handles it only when it goes on, and a test that failed may have left it so.
      child.kill('SIGCONT')
      return await ended(child)
    }
  }
}

/** A program of this checkout, run by the Node that runs the tests. */
export const ownProgram = (path: string, ...args: readonly string[]): [string, ...string[]] => [
  process.execPath,
  join(checkout, path),
  ...args
]

/** Whether there is such a process. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
