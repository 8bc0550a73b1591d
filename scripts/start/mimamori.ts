import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { settings } from '../../collector/src/platform/config/settings.ts'
import { checkout } from './directories.ts'
import { StartProblem } from './problem.ts'
import type { StartText } from './text.ts'

const program = join(checkout, 'collector/cli/src/main.ts')

/** The command must ask our collector, not one that systemd runs on this machine: a data directory in the environment tells it so. */
const env = () => ({ ...process.env, MIMAMORI_DATA_DIR: process.env['MIMAMORI_DATA_DIR'] || settings.dataDir.fallback })

const run = async (args: readonly string[]): Promise<{ ok: boolean, stdout: string, stderr: string }> => new Promise((resolve) => {
  execFile(process.execPath, [program, ...args], { encoding: 'utf8', env: env() }, (error, stdout, stderr) => {
    resolve({ ok: error === null, stdout: stdout.trim(), stderr: stderr.trim() })
  })
})

/** The output of `mimamori ARGS`; undefined if it failed. */
export const tryMimamori = async (...args: readonly string[]): Promise<string | undefined> => {
  const { ok, stdout } = await run(args)
  return ok ? stdout : undefined
}

/** The same. @throws {StartProblem} with its message if it failed */
export const mimamori = async (text: StartText, ...args: readonly string[]): Promise<string> => {
  const { ok, stdout, stderr } = await run(args)
  if (!ok) throw new StartProblem(`${text.noAnswer(`mimamori ${args.join(' ')}`)}\n${stderr}`)
  return stdout
}
