import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goldenFiring, withAlert } from '../../collector/test/alerts/golden-alerts.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { chromiumIsMissing } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { settle } from './fleet.ts'
import { countTones, hurryPolling, tonesPlayed } from './in-page.ts'
import { expectToFit, pollTimeout } from './page.ts'
import { withBrowser } from './suite.ts'

const tv = { width: 1920, height: 1080 }
let browser: Browser
let collector: RunningCollector
let token: string
let alerts = 0
let start: () => Promise<RunningCollector>

/** An alert as Alertmanager sends it, each of another device. */
const fire = async (alertname: string, severity: string, hoursAgo: number) => {
  const index = alerts += 1
  await collector.deps.alerting.alerts.accept(withAlert(goldenFiring, {
    fingerprint: index.toString(16).padStart(16, '0'),
    startsAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    labels: { alertname, severity, site: '第二工場', device: `pi-${index}` },
    annotations: { summary: `${alertname} on the floor.`, summary_ja: `${alertname} が発生しました。` }
  }))
}
/** A display's own browser. */
const open = async ({ size = tv, link = token, lang = 'en' }: { size?: typeof tv, link?: string, lang?: string } = {}): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: size })).newPage()
  await page.addInitScript(countTones)
  await page.addInitScript(hurryPolling)
  await page.goto(`${collector.origin}/admin/wall?lang=${lang}#${link}`)
  return page
}
const rows = (page: Page) => page.locator('.rows').first().locator('li')

describe.skipIf(chromiumIsMissing)('the wall display', () => {
  const ended = untilAllEnd()
  withBrowser((started) => { browser = started })
  beforeAll(async () => {
    const [port, directory] = [await freePort(), temporaryDirectory(ended)]
    start = () =>
      startCollector({
        settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '150', MIMAMORI_LISTEN: `127.0.0.1:${port}`, MIMAMORI_DATA_DIR: directory }
      })
    collector = await start()
    await settle(collector.deps, { devices: 30 })
    token = await collector.deps.access.createToken({ name: 'wall-hall-2', role: 'viewer' })
    await fire('DiskFull', 'warning', 2)
    for (let count = 0; count < 4; count++) await fire('DeviceSilent', 'critical', 15)
  })
  afterAll(async () => {
    await collector?.close()
  })

  it.each([
    ['TV', tv, 'en', 'CriticalDeviceSilent on the floor.15 h第二工場 · 4 devices'],
    ['phone', { width: 390, height: 844 }, 'ja', '緊急DeviceSilent が発生しました。15 時間第二工場 · 4 台']
  ] as const)(
    'shows on a %s by its link what is wrong, the most severe first, with its age, and which sites do not report',
    async (what, size, lang, worst) => {
      const page = await open({ size, lang })
      await expect.poll(async () => (await rows(page).first().textContent())?.replace(/(?<=Critical|緊急) /, ''), pollTimeout).toBe(worst)
      await expect(rows(page).count()).resolves.toBe(2)
      expect((await page.locator('.tiles strong').allInnerTexts()).slice(0, 3)).toEqual(['4', '1', '1'])
      await expect(page.locator('.rows.sites li').count()).resolves.toBeGreaterThanOrEqual(2)
      await expectToFit(page)
      if (what === 'TV') expect((await page.locator('footer').boundingBox())!.y).toBeLessThan(size.height)
      await page.context().close()
    }
  )

  it('sounds, once it was allowed by a click, for a new critical alert, and for no other', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Sound: off' }).click()
    await page.getByRole('button', { name: 'Sound: on' }).waitFor(pollTimeout)
    await expect(page.evaluate(tonesPlayed)).resolves.toBe(6)
    await fire('TooHot', 'warning', 0)
    await fire('SiteSilent', 'critical', 0)
    await expect.poll(() => page.evaluate(tonesPlayed), pollTimeout).toBe(12)
    await page.context().close()
  })

  it('says so in large letters when it does not hear the server, and comes back by itself with what happened meanwhile, also after a restart', async () => {
    const page = await open()
    await page.locator('.tiles').waitFor(pollTimeout)
    await collector.close()
    await page.getByRole('heading', { name: 'No connection to the server' }).waitFor(pollTimeout)
    await expect(page.locator('.since').innerText()).resolves.toMatch(/^Last received: (.+, )?\d\d:\d\d$/)
    collector = await start()
    await fire('CollectorDown', 'critical', 0)
    await expect.poll(() => rows(page).first().textContent(), pollTimeout).toContain('CollectorDown')
    await page.context().close()
  })

  it('shows nothing more once its link is revoked, and says what to do', async () => {
    const name = `wall-${Date.now()}`
    const page = await open({ link: await collector.deps.access.createToken({ name, role: 'viewer' }) })
    await page.locator('.tiles').waitFor(pollTimeout)
    await collector.deps.access.revokeToken(name)
    await page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor(pollTimeout)
    await expect(page.locator('.notice code').innerText()).resolves.toMatch(/tokens create wall-1 --role viewer$/)
    // A reader who is not logged in does not learn where that is.
    await expect(page.locator('.notice').innerText()).resolves.toContain(
      'Create a link on the server, in the directory of Mimamori, and open it here:'
    )
    await page.context().close()
  })
})
