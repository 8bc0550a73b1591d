import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { compileTroubledDisk, hasTroubledDisk } from '../../troubled-disk.ts'

test.skipIf(!hasTroubledDisk)(
  'while each fsync takes 300 ms the event loop stays free, and what comes together is written together',
  () => {
    const fsyncLog = join(temporaryDirectory(), 'fsyncs')
    const output = execFileSync(
      process.execPath,
      [join(import.meta.dirname, '../../fixtures/commit-and-count.ts'), temporaryDirectory(), '4', '500'],
      {
        encoding: 'utf8',
        env: { ...process.env, LD_PRELOAD: compileTroubledDisk(), MIMAMORI_TEST_FSYNC_MS: '300', MIMAMORI_TEST_FSYNC_LOG: fsyncLog }
      }
    )
    const { fewestTurns, stored } = JSON.parse(output) as { fewestTurns: number, stored: number }
    expect(stored).toBe(504)
    // Each commit waited for at least one slow fsync …
    const fsyncs = readFileSync(fsyncLog, 'utf8').length
    expect(fsyncs).toBeGreaterThanOrEqual(4)
    expect(fsyncs).toBeLessThan(40)
    // … and meanwhile the loop, blocked, would have turned not even twice.
    expect(fewestTurns).toBeGreaterThan(20)
  }
)
