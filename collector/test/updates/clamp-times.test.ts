import { expect, it, onTestFinished } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { openUpdates } from '../../src/updates/sqlite-updates.ts'
import { clockInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { nowMs, run, start } from './update-messages.ts'

it('runs of a clock that was ahead come back to now, and where there are none nothing is committed', async () => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(onTestFinished), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  let commits = 0
  const counting: typeof storage = { ...storage, commit: async (unit) => {
    commits += 1
    return await storage.commit(unit)
  } }
  const updates = await openUpdates({
    storage: counting,
    logs: { prepare: () => ({ statements: [], committed: () => {} }) },
    clock: clockInTest(nowMs),
    isEnrolled: () => true
  })
  await updates.start(start())
  await updates.clampTimes(nowMs)
  expect(commits).toBe(1)
  await updates.clampTimes(nowMs - 1000)
  expect(commits).toBe(2)
  expect((await storage.query('updates.run', { run }))[0]).toMatchObject({ start_received_ms: nowMs - 1000 })
})
