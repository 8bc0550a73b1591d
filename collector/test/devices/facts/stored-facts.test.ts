import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../../src/main-database.ts'
import type { LastingFacts } from '../../../src/devices/facts/facts.ts'
import { openStoredFacts } from '../../../src/devices/facts/stored-facts.ts'
import { openRegistry } from '../../../src/devices/registry/sqlite-registry.ts'
import { openStorage } from '../../../src/platform/storage/sqlite-storage.ts'
import type { Storage } from '../../../src/platform/storage/storage.ts'
import { clockInTest, collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'

/** What the exporter prints for its tree of a Raspberry Pi 4. */
const pi4 = readFileSync(new URL('../../../../exporter/test/golden/pi-4.prom', import.meta.url), 'utf8')

test('what a quiet device is, and which releases it runs, is known after a restart of the collector', async () => {
  const first = await collectorInTest()
  const key = await first.enroll({ id: 'pi-1' })
  expect((await first.sendBatch(key, pi4)).json()).toMatchObject({ rejected: [] })
  const lines = async ({ asAdmin }: typeof first): Promise<readonly string[]> =>
    (await asAdmin({ url: '/metrics/inventory' })).body.split('\n').filter((line) => /^mimamori_device_(?:release_)?info\{/.test(line))
  const before = await lines(first)
  expect(before).toHaveLength(2)
  expect(before.join()).toMatch(/model="Raspberry Pi 4.*os="[^"].*revision="4f1c7e2 /)
  await first.close()
  expect(await lines(await collectorInTest({ directory: first.config.dataDir }))).toEqual(before)
})

describe('stored facts', () => {
  const facts: LastingFacts = { model: 'Raspberry Pi 5', releases: { kiosk: '4f2a91c0' } }

  const open = async (directory = temporaryDirectory(onTestFinished)) => {
    let [full, commits] = [false, 0]
    const storage = openStorage({ database: mainDatabase, directory, groupWindowMs: 1 })
    const counting: Storage = {
      ...storage,
      commit: (unit) => {
        commits += 1
        return full ? Promise.reject(new Error('the disk is full')) : storage.commit(unit)
      }
    }
    const registry = await openRegistry({ storage, clock: clockInTest(1000), onError: (error) => { throw error } })
    const stored = await openStoredFacts(counting)
    let closed: Promise<void> | undefined
    const close = () => closed ??= storage.close()
    onTestFinished(close)
    return { directory, close, registry, stored, fill: (value: boolean) => { full = value }, commits: () => commits }
  }
  const again = async (opened: Awaited<ReturnType<typeof open>>) => {
    await opened.close()
    return open(opened.directory)
  }

  test('are written only where they have changed, and not for a device that has said nothing', async () => {
    const { stored, commits } = await open()
    await stored.keep(['pi-1'], () => ({ releases: {} }))
    expect(commits()).toBe(0)
    await stored.keep(['pi-1'], () => facts)
    await stored.keep(['pi-1'], () => facts)
    expect(commits()).toBe(1)
  })

  test('are written the next time where the disk was full', async () => {
    const opened = await open()
    await opened.registry.enroll({ id: 'pi-1' })
    opened.fill(true)
    await expect(opened.stored.keep(['pi-1'], () => facts)).rejects.toThrow('full')
    opened.fill(false)
    await opened.stored.keep(['pi-1'], () => facts)
    expect((await again(opened)).stored.get('pi-1')).toEqual(facts)
  })

  test('of a device that was retired are gone, and do not come back with it', async () => {
    const opened = await open()
    await opened.registry.enroll({ id: 'pi-1' })
    await opened.stored.keep(['pi-1'], () => facts)
    await opened.registry.retire('pi-1')
    opened.stored.forget('pi-1')
    expect(opened.stored.get('pi-1')).toBeUndefined()
    await opened.stored.keep([], () => facts)
    await opened.registry.rotate('pi-1')
    expect((await again(opened)).stored.get('pi-1')).toBeUndefined()
  })
})
