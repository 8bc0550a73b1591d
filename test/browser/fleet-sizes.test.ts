import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { recordDrawnRows, rowsDrawnAtOnce } from './in-page.ts'
import { expectToFit, visit, type Size } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'
import { runs, settleUpdates } from './update-runs.ts'

/** How many devices, and who looks at them. */
const fleets: readonly (readonly [devices: number, readers: readonly (readonly [Size, 'en' | 'ja'])[]])[] = [
  [3, [['wide', 'ja'], ['phone', 'en']]], [1000, [['wide', 'en'], ['phone', 'ja']]]
]
/** A thousand rows take a busy machine a while. */
const timeout = { timeout: 60_000 }
let browser: Browser

describe.skipIf(chromiumIsMissing)('the lists of a fleet', () => {
  withBrowser((started) => { browser = started })

  describe.each(fleets)('with %i devices', (devices, readers) => {
    /** One of a larger fleet is retired, and hidden until it is asked for. */
    const shown = devices < 9 ? devices : devices - 1
    let collector: RunningCollector
    withCollector({ devices }, async (started) => {
      collector = started
      await settleUpdates(collector.deps, { devices })
    })

    it.each(readers)('show every device, every run of its kind and nothing beyond the edge (%s, %s)', async (size, language) => {
      const { page, complaints } = await visit(browser, collector, { size, language })
      await expect.poll(() => page.locator('.device').count(), timeout).toBe(shown)
      await expectToFit(page)
      await expect(page.locator('html').getAttribute('lang')).resolves.toBe(language)
      await page.getByRole('link', { name: language === 'en' ? 'Updates' : '更新', exact: true }).click()
      await page.waitForSelector('.run')
      await expect(page.locator('.run').count()).resolves.toBe(3)
      await expectToFit(page)
      const kind = async (index: number) => await page.locator('.kinds button').nth(index).click()
      await kind(1)
      await page.waitForSelector(`a[href$="${runs.callback}"]`)
      await expectToFit(page)
      await kind(0)
      await page.locator(`a[href$="${runs.failed}"]`).click()
      await expect.poll(() => page.locator('.host').count(), timeout).toBe(devices)
      await expectToFit(page)
      expect(complaints).toStrictEqual([])
    })

    it.runIf(devices > 100).each([
      ['devices', '', '.device', shown, 80], ['a run', `/updates/${runs.failed}`, '.host', devices, 100]
    ] as const)('draw %s in small pieces, between which the browser can do other work', async (_what, path, row, rows, mostAtOnce) => {
      const { page } = await visit(browser, collector)
      await page.addInitScript(recordDrawnRows)
      await page.goto(`${collector.origin}/admin${path}`)
      await expect.poll(() => page.locator(row).count(), timeout).toBe(rows)
      expect(Math.max(...await page.evaluate(rowsDrawnAtOnce))).toBeLessThanOrEqual(mostAtOnce)
    })
  })
})
