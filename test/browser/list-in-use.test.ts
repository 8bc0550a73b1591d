import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId, idOf } from './fleet.ts'
import { findFocus, stopClock } from './in-page.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

/** What an input method does while 温度 is typed; `beforeChoice`: before it is chosen. */
const typeTemperature = async (page: Page, beforeChoice: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
  const inputMethod = await page.context().newCDPSession(page)
  for (const text of ['お', 'おn', 'おん', 'おんd', 'おんど', '温度']) {
    await inputMethod.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  await beforeChoice()
  await inputMethod.send('Input.insertText', { text: '温度' })
}

describe.skipIf(chromiumIsMissing)('the list of devices in use', () => {
  withBrowser((started) => { browser = started })
  // No device grows late while the tests of this file take their time.
  withCollector({ devices: 12, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150' } }, (started) => { collector = started })

  it('filters by state, site and text, and keeps the view in the address', async () => {
    const { page } = await visit(browser, collector)
    const ids = async () =>
      await Promise.all(
        (await page.locator('.device .who a').all()).map(async (link) => (await link.getAttribute('href'))?.split('/').at(-1))
      )
    await page.getByRole('button', { name: '1 Silent' }).click()
    await expect(ids()).resolves.toStrictEqual([idOf('silent')])
    expect(page.url()).toMatch(/\?state=silent$/)
    await page.getByRole('button', { name: 'All' }).first().click()
    await page.getByRole('combobox', { name: 'Site' }).selectOption({ label: '第二工場' })
    await expect(ids().then((list) => list.length)).resolves.toBe(3)
    await expect(page.locator('.count.all .number').innerText()).resolves.toBe('3')
    await page.getByLabel('Search').fill('shutdown')
    await expect(ids()).resolves.toStrictEqual([idOf('shutdown')])
    await page.reload()
    await page.waitForSelector('.device')
    await expect(ids()).resolves.toStrictEqual([idOf('shutdown')])
    await page.getByLabel('Search').fill('nothing like this')
    await page.getByRole('button', { name: 'Show all devices' }).click()
    await expect(ids().then((list) => list.length)).resolves.toBe(11)
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
  })

  it('shows a change within seconds, without being loaded anew', async () => {
    const { page } = await visit(browser, collector)
    const late = page.locator(`.device:has(a[href$="${idOf('late')}"])`)
    await expect.poll(() => late.locator('.badge').innerText(), pollTimeout).toBe('Late')
    collector.deps.connections.seen({ deviceId: idOf('late'), atMs: Date.now() })
    await late.locator('.badge.fresh').waitFor({ timeout: 60_000 })
    await collector.deps.registry.enroll({ id: 'pi-brand-new' })
    await page.locator('.device:has(a[href$="pi-brand-new"])').waitFor({ timeout: 60_000 })
  })

  it('changes its language for good', async () => {
    const { page } = await visit(browser, collector)
    await page.getByRole('button', { name: '日本語' }).click()
    await page.waitForSelector('.device')
    await expect.poll(() => page.locator('.badge').first().innerText(), pollTimeout).toBe('報告なし')
    expect(page.url()).not.toContain('lang')
    await page.reload()
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe('ja')
  })

  describe('by the keyboard', () => {
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
    })

    it('gives the keyboard back to the link that was followed', async () => {
      const { page } = await visit(browser, collector)
      const link = page.locator(`.device a[href$="${idOf('late')}"]`)
      await link.focus()
      await page.keyboard.press('Enter')
      await page.waitForSelector('article.one h1')
      await page.goBack()
      await page.waitForSelector(`.device a[href$="${idOf('late')}"]:focus`, { timeout: 60_000 })
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
    })
  })

  describe('searched in Japanese', () => {
    it('searches the log once the text is converted, and for nothing before', async () => {
      await collector.deps.logs.append(deviceId(0), [{ level: 'warn', message: '温度が高い', eventMs: Date.now() }], {
        receivedMs: Date.now(),
        requestId: 'warm'
      })
      const { page } = await visit(browser, collector)
      // The page waits for a pause in typing: nothing of that is left to chance.
      await page.addInitScript(() => {
        const { setTimeout } = globalThis
        globalThis.setTimeout = ((then: () => void, ms?: number) => setTimeout(then, ms === 250 ? 0 : ms)) as typeof setTimeout
      })
      await page.goto(`${collector.origin}/admin/logs`)
      await page.locator('.log-line').waitFor()
      const searched: (string | null)[] = []
      page.on('request', (request) => {
        if (request.url().includes('/api/clients/logs?')) searched.push(new URL(request.url()).searchParams.get('q'))
      })
      await page.getByLabel('Search').focus()
      await typeTemperature(page)
      await expect.poll(() => searched, pollTimeout).toEqual(['温度'])
      await page.locator('.log-line mark').waitFor()
    })

    it('leaves the conversion alone while the list of devices is drawn anew', async () => {
      const { page } = await visit(browser, collector)
      const shown: (string | null)[] = []
      page.on('framenavigated', (frame) => shown.push(new URL(frame.url()).searchParams.get('q')))
      const field = page.getByLabel('Search')
      await field.focus()
      await typeTemperature(page, async () => {
        await collector.deps.registry.enroll({ id: 'pi-typed-over' })
        await page.locator('.device:has(a[href$="pi-typed-over"])').waitFor()
        await expect(field.inputValue()).resolves.toBe('温度')
      })
      await expect.poll(() => page.locator('.device').count(), pollTimeout).toBe(0)
      expect(shown).toEqual(['温度'])
    })
  })
})
