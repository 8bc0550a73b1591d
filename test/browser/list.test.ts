import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing, launchChromium } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'
import { runs, settleUpdates } from './update-runs.ts'

let browser: Browser

describe.skipIf(chromiumIsMissing)('the list of devices', () => {
  withBrowser((started) => { browser = started })

  describe('of which one is being updated', () => {
    let collector: RunningCollector
    withCollector({ devices: 12 }, async (started) => {
      collector = started
      await settleUpdates(collector.deps, { devices: 12 })
    })

    it('shows silence by a word and an icon, the worst first', async () => {
      const { page } = await visit(browser, collector)
      const first = page.locator('.device').first()
      const badge = first.locator('.badge').first()
      await expect.poll(() => badge.innerText(), pollTimeout).toBe('Silent')
      await expect(badge.locator('svg').count()).resolves.toBe(1)
      await expect(first.locator('a').getAttribute('href')).resolves.toBe(`/admin/devices/${deviceId(0)}`)
    })

    it.each([['wide', 'en'], ['phone', 'ja']] as const)('leaves a gap between how a device is and that it is being updated (%s, %s)', async (size, language) => {
      const { page } = await visit(browser, collector, { size, language })
      const badges = page.locator('.device .badge.under_way').locator('xpath=..').locator('.badge')
      await expect.poll(async () => (await badges.allInnerTexts()).filter((text) => text !== '').length, pollTimeout).toBe(2)
      const [first, second] = await Promise.all([badges.nth(0).boundingBox(), badges.nth(1).boundingBox()])
      const gaps = { beside: second!.x - (first!.x + first!.width), below: second!.y - (first!.y + first!.height) }
      expect(Math.max(gaps.beside, gaps.below)).toBeGreaterThan(3)
    })

    it('keeps every column on the screen where the reader has doubled the size of text', async () => {
      const large = await launchChromium({ textSize: 32 })
      for (const [size, language] of [['wide', 'en'], ['phone', 'ja']] as const) {
        const { page } = await visit(large, collector, { size, language })
        // A hint in a field is cut where it does not fit.
        await expect(page.locator('.search input[placeholder]').count()).resolves.toBe(0)
        for (const [path, row] of [
          ['', '.device'],
          [`/devices/${deviceId(3)}`, '.facts'],
          ['/updates', '.run'],
          [`/updates/${runs.failed}`, '.host']
        ] as const) {
          await page.goto(`${collector.origin}/admin${path}`)
          await page.waitForSelector(row)
          await expectToFit(page, path)
        }
        await page.context().close()
      }
      await large.close()
    })
  })

  it('says of an empty fleet what to do first', async () => {
    const collector = await startCollector()
    for (const language of ['en', 'ja'] as const) {
      const { page } = await visit(browser, collector, { language })
      await expect
        .poll(() => page.locator('.empty code').innerText(), pollTimeout)
        .toMatch(/^cd \S+ && npm run -s mimamori -- devices enroll /)
      await page.context().close()
    }
    await collector.close()
  })
})
