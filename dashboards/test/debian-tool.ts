import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'vitest'

/** A test that needs a Debian program: skipped visibly where it is missing, except in CI, where it then fails. */
export const testWith = (tool: string): typeof test | typeof test.skip =>
  existsSync(tool) || process.env['CI'] !== undefined ? test : test.skip

export const promtool = '/usr/bin/promtool'
export const amtool = '/usr/bin/amtool'

/** Runs a tool, and gives all it printed with its exit code; throws where it cannot be started. */
export const run = (tool: string, argv: readonly string[]): { status: number | null, output: string } => {
  const { status, stdout, stderr, error } = spawnSync(tool, argv, { encoding: 'utf8', timeout: 120_000 })
  if (error !== undefined) throw error
  return { status, output: stdout + stderr }
}
