import { execFile } from 'node:child_process'
import { NoDataError } from './collector.ts'

/** A program to run, as data: no shell, so nothing in its arguments is ever interpreted. */
export interface Command<Result> {
  /** Its name in an error. */
  readonly name: string
  /** The program (looked up in PATH unless it is a path) and its arguments. */
  readonly argv: readonly [string, ...string[]]
  readonly timeoutMs: number
  /** Variables of the environment in addition to PATH and LC_ALL. */
  readonly env?: Readonly<Record<string, string>>
  /** Turns the output into the result; throws if the output is not as expected. */
  readonly parse: (stdout: string) => Result
}

const maxOutputBytes = 8 * 1024 * 1024

const describe = (
  { name, argv, timeoutMs }: Command<unknown>,
  error: Error & { code?: unknown, killed?: boolean },
  stderr: string
): Error => {
  if (error.code === 'ENOENT') return new NoDataError(`${name}: there is no program ${argv[0]} on this machine`)
  const said = stderr.trim().split('\n', 1)[0]
  const reason =
    error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
      ? `printed more than ${maxOutputBytes} bytes`
      : error.killed === true
        ? `did not end within ${timeoutMs} ms`
        : `ended with ${String(error.code)}`
  return new Error(`${name}: ${argv[0]} ${reason}${said ? `: ${said}` : ''}`, { cause: error })
}

/**
 * Runs a command and gives the result of its `parse`. The messages of the program are in plain English
 * (LC_ALL=C), since they are parsed. A program past its time is killed.
 *
 * node:child_process and not execa: execa's bundle adds 4.5 MB of anonymous memory and 7 MB of resident memory to the
 * agent (Node 24, under its unit's flags), a fifth of its whole budget, and a device needs nothing beyond this file.
 *
 * @throws {NoDataError} if the program does not exist; an Error with its first line on stderr if it failed.
 */
export const runCommand = <Result>(command: Command<Result>): Promise<Result> => new Promise((resolve, reject) => {
  const { argv: [program, ...args], timeoutMs, env, parse } = command
  const child = execFile(program, args, {
    env: { PATH: process.env['PATH'] ?? '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', ...env },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: maxOutputBytes
  }, (error, stdout, stderr) => {
    if (error !== null) return reject(describe(command, error, stderr))
    try {
      resolve(parse(stdout))
    } catch (parseError) {
      reject(parseError instanceof Error ? parseError : new Error(String(parseError)))
    }
  })
  child.stdin?.end()
})
