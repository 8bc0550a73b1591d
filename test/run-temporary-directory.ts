import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

/**
 * Gives all tests of a run one temporary directory (`TMPDIR`), gone after it with all that they, or programs that they started, have left
 * there.
 */
export default (project: TestProject): (() => void) => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-tests-'))
  // As in /tmp itself, another user may pass through to what a test lets that one read.
  chmodSync(directory, 0o711)
  project.config.env = { ...project.config.env, TMPDIR: directory }
  return () => rmSync(directory, { recursive: true, force: true })
}
