import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { withLock } from '../../src/process/with-lock.ts'

it('lets one after the other have the lock, also after one that has failed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-lock-'))
  onTestFinished(() => { rmSync(directory, { recursive: true }) })
  const lock = join(directory, 'lock')
  let inside = 0
  const work = async (fails: boolean): Promise<number> => {
    const count = ++inside
    // Whoever else may come in would do so now.
    await new Promise(setImmediate)
    inside--
    if (fails) throw new Error('failed')
    return count
  }
  const results = await Promise.allSettled([false, true, false].map((fails) => withLock(lock, () => work(fails))))
  expect(results.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(results.flatMap((one) => one.status === 'fulfilled' ? one.value : [])).toStrictEqual([1, 1])
  await expect(withLock(join(directory, 'nowhere', 'lock'), () => 1)).rejects.toThrow('nowhere')
})
