import type { Browser, Page } from 'playwright-core'
import { alerts } from '@mimamori/dashboards'
import { describe, expect, it } from 'vitest'
import { goldenFiring, withAlert } from '../../collector/test/alerts/golden-alerts.ts'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { findCutTexts, hurryPolling } from './in-page.ts'
import { pollTimeout } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const sizes = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }]
/** In words and in letters, a long time. */
const beganMs = Date.now() - 76 * 3_600_000
/** The headlines of our alerts, the longest first. */
const headlines = alerts.map(({ name, en, ja }) => ({ name, summary_ja: ja.summary, summary: en.summary }))
  .sort((a, b) => b.summary_ja.length - a.summary_ja.length)
const siteOf = (index: number): string => `第${index + 1}工場 組立ライン棟 Building ${index + 1}`

/** A critical alert, and a silent device, each at a site of its own. */
const addOne = async ({ alerting, registry, connections }: RunningCollector['deps'], index: number): Promise<void> => {
  const { name, summary, summary_ja } = headlines[index]!
  const id = `pi-${index}`
  await registry.importDevices([
    {
      id,
      site: siteOf(index),
      key: `key-of-the-device-${index}-0123456789abcdefghijklmnopqrstuvwxyz`,
      enrolledAtMs: beganMs,
      lastSeenMs: beganMs
    }
  ])
  connections.restoreLastSeen(id, beganMs)
  await alerting.alerts.accept(withAlert(goldenFiring, {
    fingerprint: index.toString(16).padStart(16, '0'), startsAt: new Date(beganMs).toISOString(),
    labels: { alertname: name, severity: 'critical', site: siteOf(index), device: id }, annotations: { summary, summary_ja }
  }))
}

describe.skipIf(chromiumIsMissing)('a wall display with much on it', () => {
  const pages: Page[] = []
  let browser: Browser
  let collector: RunningCollector
  withBrowser((started) => { browser = started })
  withCollector({}, async (started) => {
    collector = started
    const token = await collector.deps.access.createToken({ name: 'wall-hall-2', role: 'viewer' })
    for (const viewport of sizes) {
      for (const language of ['en', 'ja']) {
        const page = await (await browser.newContext({ viewport })).newPage()
        await page.addInitScript(hurryPolling)
        await page.goto(`${collector.origin}/admin/wall?lang=${language}#${token}`)
        pages.push(page)
      }
    }
  })

  it.each([1, 2, 3, 4, 5, 6, 7])('cuts no headline and no site, in no language and on no screen, with %i of each', async (count) => {
    await addOne(collector.deps, count - 1)
    // Of seven, the last line says how many more there are.
    const lines = Math.min(count, 6)
    for (const page of pages) {
      const list = (kind: ':not(.sites)' | '.sites') => page.locator(`.rows${kind} li`)
      const [critical, silent] = [0, 2].map((index) => page.locator('.tiles strong').nth(index))
      await expect
        .poll(
          async () => [
            await critical!.textContent(),
            await silent!.textContent(),
            await list(':not(.sites)').count(),
            await list('.sites').count()
          ],
          pollTimeout
        )
        .toEqual([String(count), String(count), lines, lines])
      await expect(page.evaluate(findCutTexts, '.tiles li, .rows .what, .rows.sites .where, .rows .more, .wall footer')).resolves.toEqual(
        []
      )
    }
  })
})
