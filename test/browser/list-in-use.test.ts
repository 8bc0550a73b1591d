import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { idOf } from './fleet.ts'
import { findOverflow, setHidden, stopClock } from './in-page.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('the list of devices in use', () => {
  withBrowser((started) => { browser = started })
  // No device grows late while the tests of this file take their time.
  withCollector({ devices: 12, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150' } }, (started) => { collector = started })

  it('filters by state, site and text, and keeps the view in the address', async () => {
    const { page } = await visit(browser, collector)
    const ids = async () => await Promise.all((await page.locator('.device .who a').all()).map(async (link) => (await link.getAttribute('href'))?.split('/').at(-1)))
    await page.getByRole('button', { name: '1 Silent' }).click()
    await expect(ids()).resolves.toStrictEqual([idOf('silent')])
    expect(page.url()).toMatch(/\?state=silent$/)
    await page.getByRole('button', { name: 'All' }).first().click()
    await page.getByRole('combobox', { name: 'Site' }).selectOption({ label: '第二工場' })
    await expect(ids().then((list) => list.length)).resolves.toBe(3)
    await expect(page.locator('.count.all .number').innerText()).resolves.toBe('3')
    await page.getByLabel('Search').fill('goodbye')
    await expect(ids()).resolves.toStrictEqual([idOf('goodbye')])
    await page.reload()
    await page.waitForSelector('.device')
    await expect(ids()).resolves.toStrictEqual([idOf('goodbye')])
    await page.getByLabel('Search').fill('nothing like this')
    await page.getByRole('button', { name: 'Show all devices' }).click()
    await expect(ids().then((list) => list.length)).resolves.toBe(11)
    await page.context().close()
  })

  it('sorts by a click on a header, says which way, and the other way round after another', async () => {
    const { page } = await visit(browser, collector)
    const header = page.getByRole('columnheader', { name: 'Device' })
    const first = page.locator('.device .who a').first()
    await header.getByRole('button').click()
    await expect.poll(() => header.getAttribute('aria-sort'), pollTimeout).toBe('ascending')
    const lowest = await first.getAttribute('href')
    await header.getByRole('button').click()
    await expect.poll(() => header.getAttribute('aria-sort'), pollTimeout).toBe('descending')
    await expect(first.getAttribute('href')).resolves.not.toBe(lowest)
    expect(page.url()).toMatch(/\?sort=-name$/)
    await expect(page.locator('[aria-sort]:not([aria-sort="none"])').count()).resolves.toBe(1)
    await page.context().close()
  })

  it('keeps the rows in their places while their values change, says so, and sorts when asked', async () => {
    const { registry, connections, keyMetrics } = collector.deps
    for (const [id, ratio] of [['pi-steady', 0.995], ['pi-rising', 0.99]] as const) {
      await registry.enroll({ id, site: 'held' })
      registry.markSeen(id)
      connections.seen({ deviceId: id, atMs: Date.now() })
      keyMetrics.record(id, { atMs: Date.now(), cpuUsageRatio: ratio })
    }
    const { page } = await visit(browser, collector)
    // For the browser no time passes: rows that are left alone for long are sorted anew.
    await page.addInitScript(stopClock)
    await page.goto(`${collector.origin}/admin?site=held&sort=cpu`)
    const names = async () => await page.locator('.device .who a').allInnerTexts()
    await expect.poll(names, pollTimeout).toStrictEqual(['pi-steady', 'pi-rising'])
    const atMs = Date.now()
    keyMetrics.record('pi-rising', { atMs, cpuUsageRatio: 1 })
    connections.seen({ deviceId: 'pi-rising', atMs })
    const sortNow = page.getByRole('button', { name: 'Sort now' })
    await sortNow.waitFor({ timeout: 20_000 })
    await expect(names()).resolves.toStrictEqual(['pi-steady', 'pi-rising'])
    await sortNow.click()
    await expect.poll(names, pollTimeout).toStrictEqual(['pi-rising', 'pi-steady'])
    await sortNow.waitFor({ state: 'detached' })
    for (const id of ['pi-steady', 'pi-rising']) await registry.retire(id)
    await page.context().close()
  })

  it('shows a change within seconds, without being loaded anew', async () => {
    const { page } = await visit(browser, collector)
    const late = page.locator(`.device:has(a[href$="${idOf('late')}"])`)
    await expect.poll(() => late.locator('.badge').innerText(), pollTimeout).toBe('Late')
    collector.deps.connections.seen({ deviceId: idOf('late'), atMs: Date.now() })
    await late.locator('.badge.fresh').waitFor({ timeout: 60_000 })
    await collector.deps.registry.enroll({ id: 'pi-brand-new' })
    await page.locator('.device:has(a[href$="pi-brand-new"])').waitFor({ timeout: 60_000 })
    await page.context().close()
  })

  it('holds no stream while it is hidden', async () => {
    const { page } = await visit(browser, collector)
    await page.waitForSelector('.device')
    const closed = page.waitForEvent('requestfailed', { predicate: (request) => request.url().includes('/admin/events'), timeout: 60_000 })
    await page.evaluate(setHidden, true)
    await closed
    const opened = page.waitForRequest((request) => request.url().includes('/admin/events'), { timeout: 60_000 })
    await page.evaluate(setHidden, false)
    await opened
    await page.context().close()
  })

  it.each([['wide', 'en', 'Reports rejected'], ['phone', 'ja', '報告エラー']] as const)('marks a device that is heard, but whose reports are rejected, and counts it among the warnings (%s, %s)', async (size, language, badge) => {
    const { registry, connections } = collector.deps
    const id = `pi-refused-${language}`
    await registry.enroll({ id })
    registry.markSeen(id)
    connections.seen({ deviceId: id, atMs: Date.now(), refusedAs: 'EXPOSITION_REFUSED' })
    const { page } = await visit(browser, collector, { size, language })
    await page.locator('.count.warnings').click()
    const row = page.locator(`.device:has(a[href$="${id}"])`)
    await expect.poll(() => row.locator('.badge').innerText(), pollTimeout).toBe(badge)
    await expect(row.locator('.how').innerText()).resolves.toContain('EXPOSITION_REFUSED')
    await expect(page.evaluate(findOverflow)).resolves.toStrictEqual({ pixels: 0, elements: [] })
    await registry.retire(id)
    await page.context().close()
  })

  it('changes its language for good', async () => {
    const { page } = await visit(browser, collector)
    await page.getByRole('button', { name: '日本語' }).click()
    await page.waitForSelector('.device')
    await expect.poll(() => page.locator('.badge').first().innerText(), pollTimeout).toBe('報告なし')
    expect(page.url()).not.toContain('lang')
    await page.reload()
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe('ja')
    await page.context().close()
  })
})
