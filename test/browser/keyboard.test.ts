import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { idOf } from './fleet.ts'
import { findFocus } from './in-page.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('the keyboard on the admin page', () => {
  withBrowser((started) => { browser = started })
  // No device grows late while the tests of this file take their time.
  withCollector({ devices: 12, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150' } }, (started) => { collector = started })

  it('leads by the first link to the list, and by / to the search', async () => {
    const { page } = await visit(browser, collector)
    await page.waitForSelector('.device')
    await page.keyboard.press('/')
    await page.waitForSelector('input[type="search"]:focus', pollTimeout)
    await page.goto(`${collector.origin}/admin`)
    await page.waitForSelector('.device')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#list:focus', pollTimeout)
    await page.context().close()
  })

  it('gives the keyboard back to the link that was followed', async () => {
    const { page } = await visit(browser, collector)
    const link = page.locator(`.device a[href$="${idOf('late')}"]`)
    await link.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('article.one h1')
    await page.goBack()
    await page.waitForSelector(`.device a[href$="${idOf('late')}"]:focus`, { timeout: 60_000 })
    await page.context().close()
  })

  it('can be used by keyboard alone: every control is reached, and its focus is seen', async () => {
    const { page } = await visit(browser, collector)
    await page.waitForSelector('.device')
    const controls = 'a, button, input, select'
    const visible = (await Promise.all((await page.locator(controls).all()).map((control) => control.isVisible()))).filter(Boolean).length
    const reached = new Set<number>()
    for (let press = 0; press < visible + 2; press += 1) {
      await page.keyboard.press('Tab')
      const focus = await page.evaluate(findFocus, controls)
      if (focus.index < 0) break
      expect(focus.isSeen, `focus ${focus.index}`).toBe(true)
      reached.add(focus.index)
    }
    expect(reached.size).toBe(visible)
    await page.locator(`a[href$="${idOf('hot')}"]`).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/devices/${idOf('hot')}`)
    await page.context().close()
  })
})
