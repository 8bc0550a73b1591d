import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildServer } from '../scripts/build/server.ts'

/**
 * Builds the collector that tests start, and gives Vitest's workers and all programs one directory for compiled code
 * (`NODE_COMPILE_CACHE`), the same in all projects and gone after the run: with both, a start of the collector costs a third of the CPU
 * time.
 */
export default async (project: TestProject): Promise<void> => {
  await buildServer()
  const given = process.env['NODE_COMPILE_CACHE']
  const directory = given ?? mkdtempSync(join(tmpdir(), 'mimamori-compiled-'))
  project.config.env = { ...project.config.env, NODE_COMPILE_CACHE: directory }
  if (given !== undefined) return
  process.env['NODE_COMPILE_CACHE'] = directory
  // Not at the teardown: a worker writes there once more while it is stopped.
  process.once('exit', () => { rmSync(directory, { recursive: true, force: true, maxRetries: 5 }) })
}
