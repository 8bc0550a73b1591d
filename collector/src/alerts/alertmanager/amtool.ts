import { execFile } from 'node:child_process'

/** The program amtool of this machine. */
export interface Amtool {
  /** Checks a configuration and its templates. @returns what is wrong, as amtool says it; undefined if nothing is */
  check (file: string): Promise<string | undefined>
}

const timeoutMs = 20_000

interface Run { readonly ok: boolean, readonly output: string }

const run = async (program: string, args: readonly string[]): Promise<Run> => new Promise((resolve) => {
  // It must not read settings of its own, such as a file of its user's.
  execFile(
    program,
    [...args],
    { encoding: 'utf8', timeout: timeoutMs, maxBuffer: 1_048_576, env: { PATH: process.env['PATH'], LC_ALL: 'C' } },
    (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}\n${stderr}`.trim() })
    }
  )
})

/** The reason from `Checking '/…'  FAILED: …`, without the repetition at the end of a run. */
const reasonOf = (output: string): string =>
  (/FAILED: ?([^]*?)(?:\n\n|\namtool: error:|$)/.exec(output)?.[1] ?? output).trim().replaceAll(/\s*\n\s*/g, '; ')

/** amtool, which comes with Alertmanager (https://github.com/prometheus/alertmanager#amtool); undefined if it is not installed. */
export const findAmtool = async (program: string): Promise<Amtool | undefined> => {
  const { ok } = await run(program, ['--version'])
  if (!ok) return undefined
  return {
    async check (file) {
      const checked = await run(program, ['check-config', file])
      return checked.ok ? undefined : reasonOf(checked.output) || 'amtool gave no reason'
    }
  }
}
