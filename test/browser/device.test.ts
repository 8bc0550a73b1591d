import type { Browser } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { healthyStory } from '../simulator/story.ts'
import { startPast, type Past } from '../simulator/past.ts'
import { chromiumIsMissing } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { deviceId, idOf, settle } from './fleet.ts'
import { findStrokeWidth, waitForFrames } from './in-page.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector
let past: Past

/** An update of one device, so many days ago. */
const update = async (host: string, daysAgo: number) => {
  const { updates } = collector.deps
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const run = `20261101-000000-00000${daysAgo}`
  await updates.start({ run, origin: 'runner', startedAt: at, playbook: 'playbooks/update_clients.yml', hosts: [host] })
  await updates.report(run, [{ state: 'finished', host, at, attempt: 1, update: true, outcome: 'updated', durationSeconds: 40 }], {
    requestId: 'test'
  })
  await updates.end(run, { endedAt: at, outcome: 'succeeded' })
}

describe.skipIf(chromiumIsMissing)('a device’s own page', () => {
  withBrowser((started) => { browser = started })
  afterAll(() => past?.stop())
  withCollector(async () => {
    past = await startPast([{ id: deviceId(10), story: healthyStory }])
    // No device grows late while the tests of this file take their time.
    return { devices: 12, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150', MIMAMORI_PROMETHEUS_URL: past.url } }
  }, async (started) => {
    collector = started
    for (const daysAgo of [2, 9]) await update(deviceId(10), daysAgo)
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
    await expectToFit(page)
    expect(complaints).toStrictEqual([])
    await page.goBack()
    await page.waitForSelector('.device')
  })

  it.each([
    ['wide', 'en', ['Down after', '10 min · Warning', 'Metrics URL'], 'Limits of the fleet, sites and roles'],
    ['phone', 'ja', ['「ダウン」とするまでの時間', '10 分 · 警告', 'メトリクスの URL'], '全体・拠点・役割のしきい値']
  ] as const)(
    'says when it counts as down and where it is scraped, and leads to the limits (%s, %s)',
    async (size, language, facts, link) => {
      const id = `pi-scraped-${language}`
      const address = language === 'en' ? '192.0.2.91' : '192.0.2.92'
      await collector.deps.registry.enroll({ id, address, scrapeUrl: `http://${address}:9100/metrics` })
      const { page, complaints } = await visit(browser, collector, { size, language })
      await page.goto(`${collector.origin}/admin/devices/${id}`)
      await page.waitForSelector('.facts')
      const said = await page.locator('.facts').innerText()
      for (const fact of [...facts, `http://${address}:9100/metrics`]) expect(said).toContain(fact)
      await expectToFit(page)
      await page.getByRole('link', { name: link }).click()
      const isInView = async () => (await page.locator('.limits').boundingBox())!.y < page.viewportSize()!.height
      await page.locator('.limits').waitFor()
      await expect.poll(isInView, pollTimeout).toBe(true)
      expect(complaints).toStrictEqual([])
    }
  )

  it('gives a silent device its reason and no stale values', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/devices/${idOf('silent')}`)
    await page.waitForSelector('.why.silent')
    await expect.poll(() => page.locator('.badge').innerText(), pollTimeout).toBe('Silent')
    await expect(page.locator('.card').count()).resolves.toBe(0)
  })

  it.each([
    ['wide', 'en', /^one value only: 41% at \d\d:\d\d$/],
    ['phone', 'ja', /^値は 1 件のみ（\d\d:\d\d に 41%）$/]
  ] as const)('shows the only value of a chart as a visible dot, and gives it in words (%s, %s)', async (size, language, words) => {
    const { registry, connections, keyMetrics } = collector.deps
    const id = `pi-once-${language}`
    await registry.enroll({ id })
    registry.markSeen(id)
    connections.seen({ deviceId: id, atMs: Date.now() })
    keyMetrics.record(id, { atMs: Date.now() - 240_000, cpuUsageRatio: 0.412 })
    const { page } = await visit(browser, collector, { size, language })
    await page.goto(`${collector.origin}/admin/devices/${id}`)
    await expect.poll(() => page.locator('.chart figcaption span').innerText(), pollTimeout).toMatch(words)
    await expect(page.locator('.chart .line').getAttribute('d')).resolves.toBe('')
    await expect(page.locator('.chart .dots').getAttribute('d')).resolves.toMatch(/^M[\d. ]+h0\.01$/)
    await expect(page.evaluate(findStrokeWidth, '.chart .dots')).resolves.toBeGreaterThanOrEqual(8)
  })

  it.each([
    ['wide', 'en', 'Last 30 days', '30 days', 'Update: 2'],
    ['phone', 'ja', '過去 30 日間', '30 日間', '更新 2 件']
  ] as const)(
    'has charts of thirty days from Prometheus, marked, and keeps the range in the address (%s, %s)',
    async (size, language, title, range, marks) => {
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
      await expectToFit(page)
      expect(complaints).toStrictEqual([])
    }
  )

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
})
