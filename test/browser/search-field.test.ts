import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

/** What an input method does while 温度 is typed; `meanwhile`: before it is chosen. */
const typeTemperature = async (page: Page, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
  const inputMethod = await page.context().newCDPSession(page)
  for (const text of ['お', 'おn', 'おん', 'おんd', 'おんど', '温度']) await inputMethod.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await meanwhile()
  await inputMethod.send('Input.insertText', { text: '温度' })
}

describe.skipIf(chromiumIsMissing)('a search that is typed in Japanese', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 3 }, (started) => { collector = started })

  it('searches the log once the text is converted, and for nothing before', async () => {
    await collector.deps.logs.append(deviceId(0), [{ level: 'warn', message: '温度が高い', eventMs: Date.now() }], { receivedMs: Date.now(), requestId: 'warm' })
    const { page } = await visit(browser, collector)
    // The page waits for a pause in typing: nothing of that is left to chance.
    await page.addInitScript(() => {
      const { setTimeout } = globalThis
      globalThis.setTimeout = ((then: () => void, ms?: number) => setTimeout(then, ms === 250 ? 0 : ms)) as typeof setTimeout
    })
    await page.goto(`${collector.origin}/admin/logs`)
    await page.locator('.log-line').waitFor()
    const searched: (string | null)[] = []
    page.on('request', (request) => { if (request.url().includes('/api/clients/logs?')) searched.push(new URL(request.url()).searchParams.get('q')) })
    await page.getByLabel('Search').focus()
    await typeTemperature(page)
    await expect.poll(() => searched, pollTimeout).toEqual(['温度'])
    await page.locator('.log-line mark').waitFor()
    await page.context().close()
  })

  it('leaves the conversion alone while the list of devices is drawn anew', async () => {
    const { page } = await visit(browser, collector)
    const shown: (string | null)[] = []
    page.on('framenavigated', (frame) => shown.push(new URL(frame.url()).searchParams.get('q')))
    const field = page.getByLabel('Search')
    await field.focus()
    await typeTemperature(page, async () => {
      await collector.deps.registry.enroll({ id: 'pi-brand-new' })
      await page.locator('.device:has(a[href$="pi-brand-new"])').waitFor()
      await expect(field.inputValue()).resolves.toBe('温度')
    })
    await expect.poll(() => page.locator('.device').count(), pollTimeout).toBe(0)
    expect(shown).toEqual(['温度'])
    await page.context().close()
  })
})
