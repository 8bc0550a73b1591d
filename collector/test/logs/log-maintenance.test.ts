import { expect, it, onTestFinished } from 'vitest'
import { createAgeLimit } from '../../src/clock/age-limit.ts'
import { startLogMaintenance } from '../../src/logs/log-maintenance.ts'
import { createLogStore } from '../../src/logs/sqlite-log-store.ts'
import { openStorage } from '../../src/storage/sqlite-storage.ts'
import { clockInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { logUsage } from './log-usage.ts'

const day = 86_400_000
const nowMs = 20_000 * day

/** A store with a hundred old lines and a hundred new ones of one device, some 20 kB each, under maintenance. */
const maintainedStore = async ({ trusted, maxBytes }: { trusted: boolean, maxBytes: number }) => {
  const directory = temporaryDirectory(onTestFinished)
  const storage = openStorage({ directory, groupWindowMs: 1 })
  const logs = await createLogStore({ storage, nowMs })
  const lines = Array.from({ length: 100 }, () => ({ level: 'info', message: 'x', eventMs: nowMs - 40 * day } as const))
  await logs.append('pi', lines, { receivedMs: nowMs - 40 * day, requestId: 'old' })
  await logs.append('pi', lines, { receivedMs: nowMs, requestId: 'new' })
  const bytes = (): number => logUsage(directory).pi!
  const bytesBefore = bytes()
  const failures: unknown[] = []
  const trust = { knowsAges: trusted }
  const maintenance = startLogMaintenance({ storage, ageLimit: createAgeLimit({ clock: clockInTest(nowMs), trust }), maxAgeMs: 30 * day, maxBytes, onError: (error) => failures.push(error), everyMs: 1 })
  onTestFinished(async () => {
    await maintenance.close()
    await storage.close()
    expect(failures).toEqual([])
  })
  const kept = async (requestId: string): Promise<number> => (await logs.list({ limit: 200, requestId })).length
  return { trust, kept, bytesBefore, bytes }
}

it('removes what is too old', async () => {
  const { kept } = await maintainedStore({ trusted: true, maxBytes: 1e9 })
  await expect.poll(() => kept('old'), { timeout: 20_000 }).toBe(0)
  expect(await kept('new')).toBe(100)
})

it('keeps the disk from filling while the clock cannot be trusted, and removes nothing for its age until it can', async () => {
  const { trust, kept, bytesBefore, bytes } = await maintainedStore({ trusted: false, maxBytes: 30_000 })
  expect(bytesBefore).toBeGreaterThan(30_000)
  await expect.poll(bytes, { timeout: 20_000 }).toBeLessThanOrEqual(30_000)
  expect(await kept('old')).toBeGreaterThan(0)
  expect(await kept('new')).toBe(100)
  trust.knowsAges = true
  await expect.poll(() => kept('old'), { timeout: 20_000 }).toBe(0)
})
