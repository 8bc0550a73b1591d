import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthyStory } from '../simulator/story.ts'
import { startPast, type Past } from '../simulator/past.ts'
import { chromiumIsMissing, launchChromium } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { deviceId, settle, stories } from './fleet.ts'
import { findFocus, findOverflow, findStrokeWidth, setHidden, stopClock, waitForFrames } from './in-page.ts'
import { pollTimeout, visit } from './page.ts'

const idOf = (story: typeof stories[number]) => deviceId(stories.indexOf(story))
let browser: Browser
let collector: RunningCollector
let past: Past

/** An update of one device, so many days ago. */
const update = async (host: string, daysAgo: number) => {
  const { updates } = collector.deps
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const run = `20261101-000000-00000${daysAgo}`
  await updates.start({ run, origin: 'runner', startedAt: at, playbook: 'playbooks/update_clients.yml', hosts: [host] })
  await updates.report(run, [{ state: 'finished', host, at, attempt: 1, update: true, outcome: 'updated', durationSeconds: 40 }], { requestId: 'test' })
  await updates.end(run, { endedAt: at, outcome: 'succeeded' })
}

describe.skipIf(chromiumIsMissing)('the admin page in use', () => {
  beforeAll(async () => {
    browser = await launchChromium()
    // No device grows late while the tests of this file take their time.
    past = await startPast([{ id: deviceId(10), story: healthyStory }])
    collector = await startCollector({ settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150', MIMAMORI_PROMETHEUS_URL: past.url } })
    await settle(collector.deps, { devices: 12 })
    for (const daysAgo of [2, 9]) await update(deviceId(10), daysAgo)
  })
  afterAll(async () => {
    await browser?.close()
    await collector?.close()
    past?.stop()
  })

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

  it.each([['wide', 'en'], ['phone', 'ja']] as const)('shows all of a device on its own page (%s, %s)', async (size, language) => {
    const { page, complaints } = await visit(browser, collector, { size, language })
    await page.locator(`a[href$="${idOf('hot')}"]`).click()
    await page.waitForSelector('.facts')
    await expect.poll(() => page.locator('h1').innerText(), pollTimeout).toBe(idOf('hot'))
    await expect(page.locator('.card .value').allInnerTexts()).resolves.toHaveLength(4)
    await expect(page.locator('.chart svg[role="img"]').count()).resolves.toBe(4)
    await expect.poll(() => page.locator('.facts').innerText(), pollTimeout).toContain('Raspberry Pi 4 Model B Rev 1.4')
    await expect.poll(() => page.locator('.why').innerText(), pollTimeout).toContain('80 °C')
    await expect(page.evaluate(findOverflow)).resolves.toStrictEqual({ pixels: 0, elements: [] })
    expect(complaints).toStrictEqual([])
    await page.goBack()
    await page.waitForSelector('.device')
    await page.context().close()
  })

  it.each([['wide', 'en', /^one value only: 41% at \d\d:\d\d$/], ['phone', 'ja', /^値は 1 件のみ（\d\d:\d\d に 41%）$/]] as const)('makes the only value of a chart a dot that is seen, and tells it in words (%s, %s)', async (size, language, told) => {
    const { registry, connections, keyMetrics } = collector.deps
    const id = `pi-once-${language}`
    await registry.enroll({ id })
    registry.markSeen(id)
    connections.seen({ deviceId: id, atMs: Date.now() })
    keyMetrics.record(id, { atMs: Date.now() - 240_000, cpuUsageRatio: 0.412 })
    const { page } = await visit(browser, collector, { size, language })
    await page.goto(`${collector.origin}/admin/devices/${id}`)
    await expect.poll(() => page.locator('.chart figcaption span').innerText(), pollTimeout).toMatch(told)
    await expect(page.locator('.chart .line').getAttribute('d')).resolves.toBe('')
    await expect(page.locator('.chart .dots').getAttribute('d')).resolves.toMatch(/^M[\d. ]+h0\.01$/)
    await expect(page.evaluate(findStrokeWidth, '.chart .dots')).resolves.toBeGreaterThanOrEqual(8)
    await page.context().close()
  })

  it.each([['wide', 'en', 'Reports rejected'], ['phone', 'ja', '報告エラー']] as const)('tells on the list of a device that is heard, but whose reports are refused, and counts it among the warnings (%s, %s)', async (size, language, badge) => {
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

  it.each([['wide', 'en', 'Last 30 days', '30 days', 'Update: 2'], ['phone', 'ja', '過去 30 日間', '30 日間', '更新 2 件']] as const)('has charts of thirty days from Prometheus, marked, and keeps the range in the address (%s, %s)', async (size, language, title, range, marks) => {
    const { page, complaints } = await visit(browser, collector, { size, language })
    await page.goto(`${collector.origin}/admin/devices/${deviceId(10)}`)
    await page.getByRole('button', { name: range, exact: true }).click()
    await page.getByRole('heading', { name: title }).waitFor(pollTimeout)
    expect(page.url()).toMatch(/\?range=30d$/)
    await page.reload()
    const chart = page.locator('.chart svg').first()
    await expect.poll(() => chart.getAttribute('aria-label'), pollTimeout).toContain(marks)
    await expect(chart.locator('.band').getAttribute('d')).resolves.toMatch(/^M.+Z$/)
    await page.locator('.legend summary').click()
    await expect(page.locator('.legend li a[href^="/admin/updates/"]').count()).resolves.toBe(2)
    await expect(page.evaluate(findOverflow)).resolves.toStrictEqual({ pixels: 0, elements: [] })
    expect(complaints).toStrictEqual([])
    await page.context().close()
  })

  it('asks for a longer range that could not be shown again as the device reports, and not at once', async () => {
    const { page } = await visit(browser, collector)
    // Longer ranges are asked for again with each five minutes of the clock, too.
    await page.clock.setFixedTime(Date.now())
    let asked = 0
    await page.route('**/history?range=7d', (route) => {
      asked += 1
      return route.fulfill({ status: 503, json: { code: 'PROMETHEUS_UNAVAILABLE' } })
    })
    await page.goto(`${collector.origin}/admin/devices/${deviceId(10)}?range=7d`)
    await page.getByText('Prometheus does not answer.').waitFor(pollTimeout)
    await page.evaluate(waitForFrames, 3)
    expect(asked).toBe(1)
    collector.deps.connections.seen({ deviceId: deviceId(10), atMs: Date.now() })
    await expect.poll(() => asked, pollTimeout).toBe(2)
    await page.context().close()
  })

  it('says without a Prometheus why charts reach back no further', async () => {
    const alone = await startCollector()
    await settle(alone.deps, { devices: 1, shownStories: [] })
    const { page } = await visit(browser, alone)
    await page.goto(`${alone.origin}/admin/devices/${deviceId(0, [])}`)
    await page.getByText('Longer ranges need Prometheus.').waitFor(pollTimeout)
    await expect(page.getByRole('button', { name: '7 days' }).isDisabled()).resolves.toBe(true)
    await page.context().close()
    await alone.close()
  })

  it('gives a silent device its reason and no stale values', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/devices/${idOf('silent')}`)
    await page.waitForSelector('.why.silent')
    await expect.poll(() => page.locator('.badge').innerText(), pollTimeout).toBe('Silent')
    await expect(page.locator('.card').count()).resolves.toBe(0)
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
