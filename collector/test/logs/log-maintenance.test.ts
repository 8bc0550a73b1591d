import { expect, it, onTestFinished } from 'vitest'
import { createAgeLimit } from '../../src/platform/clock/age-limit.ts'
import { startLogMaintenance } from '../../src/logs/log-maintenance.ts'
import { clockInTest } from '../collector-in-test.ts'
import { logStoreInTest, totalUsage } from './log-store-in-test.ts'

const day = 86_400_000
const nowMs = 20_000 * day

/** A store with a hundred old lines and a hundred new ones of one device under maintenance. */
const maintainedStore = async ({ trusted, maxBytes }: { trusted: boolean, maxBytes: number }) => {
  const before = await logStoreInTest()
  for (const eventMs of [nowMs - 40 * day, nowMs]) {
    await before.logs.append(
      'pi',
      Array.from({ length: 100 }, () => ({ level: 'info', message: 'x', eventMs }) as const),
      { receivedMs: nowMs, requestId: eventMs === nowMs ? 'new' : 'old' }
    )
  }
  await before.messages()
  await before.close()
  const { directory, logs, messages } = await logStoreInTest({ directory: before.directory, maxBytes })
  const failures: unknown[] = []
  const trust = { knowsAges: trusted }
  const maintenance = startLogMaintenance({
    logs,
    ageLimit: createAgeLimit({ clock: clockInTest(nowMs), trust }),
    maxAgeMs: 30 * day,
    onError: (error) => failures.push(error),
    everyMs: 1
  })
  onTestFinished(async () => {
    await maintenance.close()
    expect(failures).toEqual([])
  })
  const kept = async (requestId: string): Promise<number> => (await messages({ requestId })).length
  return { trust, kept, bytes: () => totalUsage(directory) }
}

it('removes what is too old', async () => {
  const { kept } = await maintainedStore({ trusted: true, maxBytes: 1e9 })
  await expect.poll(() => kept('old'), { timeout: 20_000 }).toBe(0)
  expect(await kept('new')).toBe(100)
})

it('keeps the disk from filling while the clock cannot be trusted, and removes nothing for its age until it can', async () => {
  const { trust, kept, bytes } = await maintainedStore({ trusted: false, maxBytes: 15_000 })
  await expect.poll(bytes, { timeout: 20_000 }).toBeLessThanOrEqual(15_000)
  expect(await kept('old')).toBeGreaterThan(0)
  expect(await kept('new')).toBe(100)
  trust.knowsAges = true
  await expect.poll(() => kept('old'), { timeout: 20_000 }).toBe(0)
})
