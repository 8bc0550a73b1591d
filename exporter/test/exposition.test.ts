import { describe, expect, it } from 'vitest'
import { expositionPrinter } from '../src/exposition.ts'
import { gauge } from '../src/text-format/index.ts'

describe('an exposition', () => {
  it('shows what is collected of the chosen collectors, and what else there is', async () => {
    const print = expositionPrinter(async (names) => [...names ?? ['all']].map((name) => gauge(name, '', 1)), () => [gauge('own', '', 1)])
    expect((await print()).match(/^[a-z].*/gm)).toEqual(['all 1', 'own 1'])
    expect((await print(new Set(['b']))).match(/^[a-z].*/gm)).toEqual(['b 1', 'own 1'])
  })

  it('can be had again after it could not be made', async () => {
    let isBroken = true
    const more = () => {
      if (isBroken) throw new Error('broken')
      return [gauge('a', '', 1)]
    }
    const print = expositionPrinter(async () => [], more)
    await expect(print()).rejects.toThrow('broken')
    isBroken = false
    await expect(print()).resolves.toContain('a 1')
  })
})
