import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { setHidden } from './in-page.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const run = '20261101-000000-000001'
let browser: Browser
let collector: RunningCollector

interface Tab {
  readonly page: Page
  /** How many event streams it has open. */
  readonly streams: () => number
}

const openTab = async (context: BrowserContext, path: string): Promise<Tab> => {
  const page = await context.newPage()
  const open = new Set<Request>()
  page.on('request', (request) => { if (request.resourceType() === 'eventsource') open.add(request) })
  page.on('requestfailed', (request) => open.delete(request))
  page.on('requestfinished', (request) => open.delete(request))
  await page.goto(`${collector.origin}${path}`)
  return { page, streams: () => open.size }
}

describe.skipIf(chromiumIsMissing)('the streams of the admin page', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 12, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150' } }, async (started) => {
    collector = started
    await collector.deps.updates.start({
      run,
      origin: 'runner',
      startedAt: new Date().toISOString(),
      playbook: 'playbooks/update_clients.yml',
      hosts: ['pi-well-010']
    })
  })

  it.each([
    ['the list', '/admin', '.device'],
    ['a log that is followed live', '/admin/logs?live=1', '.live-state'],
    ['an update run', `/admin/updates/${run}`, '.host']
  ])('are one for %s, none while it is hidden, and one again', async (_what, path, shown) => {
    const { page: first } = await visit(browser, collector)
    const { page, streams } = await openTab(first.context(), path)
    await page.waitForSelector(shown)
    await expect.poll(streams, pollTimeout).toBe(1)
    await page.evaluate(setHidden, true)
    await expect.poll(streams, pollTimeout).toBe(0)
    await page.evaluate(setHidden, false)
    await expect.poll(streams, pollTimeout).toBe(1)
    await first.context().close()
  })

  it('stay one while somebody goes from page to page', async () => {
    const { page: first } = await visit(browser, collector)
    const { page, streams } = await openTab(first.context(), '/admin')
    await page.locator('.places').getByRole('link', { name: 'Logs' }).click()
    await page.getByRole('button', { name: 'Live' }).click()
    await page.getByText('New lines appear at the top.').waitFor()
    await page.locator('.filters .levels select').selectOption({ label: 'Errors only' })
    await page.getByText('Waiting for new lines').waitFor()
    await page.goto(`${collector.origin}/admin/updates/${run}`)
    await page.waitForSelector('.host')
    await page.locator('.brand').click()
    await page.waitForSelector('.device')
    await expect.poll(streams, pollTimeout).toBe(1)
    await first.context().close()
  })

  it('leave room for a seventh tab', async () => {
    const { page: first } = await visit(browser, collector)
    const tabs: Tab[] = []
    for (let count = 0; count < 7; count += 1) {
      const tab = await openTab(first.context(), '/admin/logs?live=1')
      tabs.push(tab)
      await tab.page.getByText('New lines appear at the top.').waitFor()
      if (count < 6) await tab.page.evaluate(setHidden, true)
    }
    await expect.poll(() => tabs.map(({ streams }) => streams()), pollTimeout).toEqual([0, 0, 0, 0, 0, 0, 1])
    await first.context().close()
  })
})
