import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import { withLock } from '../../../src/platform/process/with-lock.ts'

it('lets nobody else have the lock meanwhile, and the next one have it then, also after one that has failed', async () => {
  const directory = temporaryDirectory()
  const lock = join(directory, 'lock')
  const lockAgain = (): number | null => spawnSync('flock', ['--nonblock', '--conflict-exit-code', '7', lock, 'true']).status
  const work = (fails: boolean): number | null => {
    if (fails) throw new Error('failed')
    return lockAgain()
  }
  const results = await Promise.allSettled([false, true, false].map((fails) => withLock(lock, () => work(fails))))
  expect(results.map(({ status }) => status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(results.flatMap((one) => one.status === 'fulfilled' ? one.value : [])).toStrictEqual([7, 7])
  expect(lockAgain()).toBe(0)
  await expect(withLock(join(directory, 'nowhere', 'lock'), () => 1)).rejects.toThrow('nowhere')
})
