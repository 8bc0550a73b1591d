import { execFile } from 'node:child_process'

export interface CommandOptions {
  /** It is killed after this; 30 s unless said otherwise. */
  readonly timeoutMs?: number
  readonly cwd?: string
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs a program without a shell and gives its standard output.
 *
 * @throws an Error with the whole command line and the last lines that it wrote to standard error.
 */
export const run = (
  [program, ...args]: readonly [string, ...string[]],
  { timeoutMs = 30_000, cwd, env }: CommandOptions = {}
): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = {
      timeout: timeoutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, LC_ALL: 'C', ...env },
      ...(cwd !== undefined && { cwd })
    }
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout)
      const reason = error.killed === true ? `did not end within ${timeoutMs} ms` : `ended with ${String(error.code)}`
      const said = (stderr.trim() || stdout.trim()).split('\n').slice(-5).join('\n')
      reject(new Error(`${[program, ...args].join(' ')} ${reason}: ${said}`, { cause: error }))
    })
    child.stdin?.end()
  })
