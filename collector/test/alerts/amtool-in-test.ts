import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe } from 'vitest'

/** Debian's, of the package prometheus-alertmanager. */
export const amtoolProgram = '/usr/bin/amtool'

/** Tests that need it: skipped visibly where it is missing, except in CI, where they then fail. */
export const describeWithAmtool = existsSync(amtoolProgram) || process.env['CI'] !== undefined ? describe : describe.skip

export const amtool = (...argv: readonly string[]): { readonly status: number | null, readonly output: string } => {
  const { status, stdout, stderr } = spawnSync(amtoolProgram, argv, { encoding: 'utf8', timeout: 20_000 })
  return { status, output: `${stdout}${stderr}` }
}
