import { describe, expect, it } from 'vitest'
import { metricsPage } from '../src/metrics-page.ts'
import { gauge } from '../src/text-format/index.ts'

describe('the page of metrics', () => {
  it('shows what is collected of the chosen collectors, and what else there is', async () => {
    const page = metricsPage(async (names) => [...names ?? ['all']].map((name) => gauge(name, '', 1)), () => [gauge('own', '', 1)])
    expect((await page()).match(/^[a-z].*/gm)).toEqual(['all 1', 'own 1'])
    expect((await page(new Set(['b']))).match(/^[a-z].*/gm)).toEqual(['b 1', 'own 1'])
  })

  it('can be had again after it could not be made', async () => {
    let isBroken = true
    const more = () => {
      if (isBroken) throw new Error('broken')
      return [gauge('a', '', 1)]
    }
    const page = metricsPage(async () => [], more)
    await expect(page()).rejects.toThrow('broken')
    isBroken = false
    await expect(page()).resolves.toContain('a 1')
  })
})
