import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ContentClient } from '../../src/content/content-client.ts'
import { startContentSync, type ContentSync } from '../../src/content/content-sync.ts'
import { systemClock } from '../../src/device/clock.ts'

/** The content of a device with a stand-in for its collector, until the end of the test; its waits take 2 ms. */
export const startSync = (directory: string, client: Omit<ContentClient, 'close'>): ContentSync => {
  const sync = startContentSync({
    directory,
    client: { ...client, close: () => {} },
    checks: { directory: join(directory, '../checks'), limitMs: new Map() },
    clock: { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(2, signal) },
    random: Math.random,
    spread: 0,
    intervalMs: () => 60_000,
    onChange: () => {},
    onProgress: () => {},
    onProblem: () => {}
  })
  onTestFinished(() => sync.stop())
  return sync
}
