import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { findMostLines } from './in-page.ts'
import { expectToFit, sizes } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('the runbook that alerts link to', () => {
  withBrowser((started) => { browser = started })
  withCollector({}, (started) => { collector = started })

  it.each(['en', 'ja'])('opens without a log-in, page after page, with nothing beyond the edge (%s)', async (language) => {
    const page = await browser.newPage()
    await page.goto(`${collector.origin}/admin/runbook/README?lang=${language}`)
    const links = await Promise.all((await page.locator('td a').all()).map((link) => link.getAttribute('href')))
    const addresses = [page.url(), ...links.map((link) => new URL(link!, page.url()).href)]
    expect(addresses.join()).toContain('/DeviceSilent')
    for (const address of addresses) {
      await page.goto(address)
      await expect(page.locator('html').getAttribute('lang')).resolves.toBe(language)
      for (const size of Object.values(sizes)) {
        await page.setViewportSize(size)
        await expectToFit(page, address)
      }
    }
    await page.close()
  })

  it.each([
    ['phone', 'en'],
    ['phone', 'ja'],
    ['wide', 'en']
  ] as const)('has the API’s routes beside it, whose paths can be read as they are (%s, %s)', async (size, language) => {
    const page = await browser.newPage({ viewport: sizes[size] })
    await page.goto(`${collector.origin}/docs?lang=${language}`)
    await expectToFit(page)
    // The longest are broken once, before a slash.
    await expect(page.evaluate(findMostLines, 'td:first-child code')).resolves.toBeLessThanOrEqual(2)
    await page.close()
  })
})
