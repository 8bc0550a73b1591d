import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { measureLogWrites } from './log-writes.ts'

it('writes less than 800 bytes for each line of a fleet, before its index merges', async () => {
  const { queue, store } = await measureLogWrites({ directory: temporaryDirectory(), lines: 4500, windowSeconds: 3, counter: 'wchar' })
  expect(queue).toBeGreaterThan(100)
  expect(store).toBeGreaterThan(200)
  expect(queue + store).toBeLessThan(800)
})
