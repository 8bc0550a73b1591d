import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** When to clean up: after the test, or `untilAllEnd()` for what several tests share. */
export type Until = (cleanUp: () => void | Promise<void>) => void

/** A directory for one test, gone after it, or for several. */
export const temporaryDirectory = (until: Until = onTestFinished): string => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-test-'))
  until(() => { rmSync(directory, { recursive: true, force: true }) })
  return directory
}
