import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import { startCollector } from './collector.ts'
import { settle } from './fleet.ts'
import { expectToFit, visit } from './page.ts'
import { withBrowser } from './suite.ts'

const dayMs = 86_400_000
let browser: Browser

describe.skipIf(chromiumIsMissing)("a server's clock that cannot be trusted", () => {
  withBrowser((started) => { browser = started })

  it.each([
    ['wide', 'en', 'The time is correct', 'You have confirmed the time of the server.'],
    ['phone', 'ja', '時刻は正しい', 'サーバーの時刻を確認済みにしました。']
  ] as const)(
    'is said on the page, and calls no device silent until it is confirmed (%s, %s)',
    async (size, language, confirm, confirmed) => {
      let offsetMs = 0
      const collector = await startCollector({ clock: { nowMs: () => Date.now() + offsetMs, monotonicMs: () => performance.now() } })
      await settle(collector.deps, { devices: 3 })
      await collector.deps.clockGuard.refresh()
      // By this clock, which is earlier than the clock has been, one more device was heard 13 hours ago.
      offsetMs = -2 * dayMs
      const atMs = Date.now() + offsetMs - 13 * 3_600_000
      await collector.deps.registry.importDevices([
        { id: 'pi-quiet', key: 'key-of-the-quiet-device-0123456789abcdefghijklmnop', lastSeenMs: atMs, enrolledAtMs: atMs - dayMs }
      ])
      collector.deps.connections.seen({ deviceId: 'pi-quiet', atMs })
      const { page } = await visit(browser, collector, { size, language })
      await page.locator('.banner.grave').waitFor()
      await page.waitForSelector('.device')
      await expect(page.locator('.badge.silent').count()).resolves.toBe(0)
      await expectToFit(page)
      expect((await fetch(`${collector.origin}/readyz`)).status).toBe(503)

      await page.getByRole('button', { name: confirm }).click()
      await page.locator('.banner.grave').waitFor({ state: 'detached', timeout: 60_000 })
      await page.getByText(confirmed).waitFor({ timeout: 60_000 })
      // And the one that has been quiet for 15 hours by the clock that nobody sets.
      await expect.poll(() => page.locator('.badge.silent').count(), { timeout: 60_000 }).toBe(2)
      expect((await fetch(`${collector.origin}/readyz`)).status).toBe(200)
      await page.context().close()
      await collector.close()
    }
  )
})
