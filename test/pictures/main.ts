/** `node test/pictures/main.ts`: the pictures of README and guides in both languages, taken of a collector with a made-up fleet. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { languages, type Language } from '@mimamori/program/language'
import { alertOf, sendAlerts } from '../browser/alert-messages.ts'
import { launchChromium, serverName } from '../browser/chromium.ts'
import { startCollector, type RunningCollector } from '../browser/collector.ts'
import { idOf, settle } from '../browser/fleet.ts'
import { pollTimeout } from '../browser/page.ts'

const silentDevice = idOf('silent')
/** What a device's reason says until the collector has tried to reach it. */
const isChecking = /checking|確認しています/

/** What each picture shows, from the first part to the last. */
const pictures: Readonly<Record<string, (page: Page, origin: string) => Promise<readonly Locator[]>>> = {
  list: async (page) => {
    await page.locator('.device').filter({ hasText: silentDevice, hasNotText: isChecking }).waitFor(pollTimeout)
    return [page.locator('.counts'), page.locator('.device').nth(1)]
  },
  silent: async (page, origin) => {
    await page.goto(`${origin}/admin/devices/${silentDevice}`)
    await page.locator('.why', { hasNotText: isChecking }).first().waitFor(pollTimeout)
    return [page.locator('h1'), page.locator('.why').first()]
  },
  alert: async (page, origin) => {
    await page.goto(`${origin}/admin/alerts`)
    await page.locator('.alert').first().waitFor(pollTimeout)
    return [page.locator('.alert').first()]
  },
  add: async (page, origin) => {
    await page.goto(`${origin}/admin`)
    await page.locator('.device').first().waitFor(pollTimeout)
    await page.getByRole('button', { name: /^(?:Add a device|端末を追加)$/ }).click()
    await page.locator('#device-id').fill('pi-kiosk-03')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').locator('code').first().waitFor(pollTimeout)
    return [page.getByRole('dialog').locator('h2'), page.getByRole('dialog').locator('code').first()]
  }
}

const margin = 8

/** The rectangle around the parts, over their whole width. */
const around = async (parts: readonly Locator[]) => {
  const boxes = await Promise.all(parts.map(async (part) => (await part.boundingBox())!))
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))]
  const clip = { x: Math.max(0, x - margin), y: Math.max(0, y - margin) }
  return { ...clip, width: right + margin - clip.x, height: bottom + margin - clip.y }
}

const alert = alertOf({ device: silentDevice, severity: 'warning', startedMinutesAgo: 165 })
Object.assign(alert.annotations, {
  summary: 'A device has not reported for a long time.',
  summary_ja: '端末から長い間報告がありません。',
  description: `${silentDevice} has not reported for 15 hours. Its page says why, as far as is known.`,
  description_ja: `${silentDevice} から 15 時間報告がありません。わかっている原因は端末のページに表示されます。`
})

const take = async (browser: Browser, collector: RunningCollector, language: Language): Promise<void> => {
  // From another machine's name, as on a LAN: a command for a device must lead to the server.
  const onLan = (address: string): string => address.replace('127.0.0.1', serverName)
  const origin = onLan(collector.origin)
  const context = await browser.newContext({
    viewport: { width: 1100, height: 1400 },
    deviceScaleFactor: 0.75,
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo'
  })
  const page = await context.newPage()
  await page.goto(onLan(collector.loginLink()))
  await page.waitForURL('**/admin')
  const directory = join(import.meta.dirname, '../../docs/images', language)
  mkdirSync(directory, { recursive: true })
  for (const [name, show] of Object.entries(pictures)) {
    const parts = await show(page, origin)
    // This collector has no Alertmanager, of which every page would warn.
    await page.locator('.unnotified, .banner.grave').evaluateAll((warnings) => {
      for (const each of warnings as unknown as { style: { display: string } }[]) each.style.display = 'none'
    })
    // The server of the guides, in place of this machine.
    await page.locator('code').evaluateAll((commands, name) => {
      for (const each of commands as unknown as { textContent: string }[]) {
        each.textContent = each.textContent.replace(new RegExp(`${name}:\\d+`), '192.168.10.2:8080')
      }
    }, serverName)
    await page.screenshot({ path: join(directory, `${name}.png`), animations: 'disabled', clip: await around(parts) })
  }
  await context.close()
}

for (const language of languages) {
  const agentDirectory = mkdtempSync(join(tmpdir(), 'mimamori-pictures-'))
  const archive = { file: 'agent.tar.gz', sha256: 'a'.repeat(64) }
  const agent = { revision: '0.1.0-1f2e3d4c5b6a', archives: { aarch64: archive }, installer: archive }
  writeFileSync(join(agentDirectory, 'agent.json'), JSON.stringify(agent))
  const collector = await startCollector({ settings: { MIMAMORI_AGENT_DIR: agentDirectory } })
  const browser = await launchChromium()
  try {
    await settle(collector.deps, { devices: 20 })
    await sendAlerts(collector, [alert])
    await sendAlerts(collector, [alert], 'maintenance')
    await take(browser, collector, language)
  } finally {
    await browser.close()
    await collector.close()
    rmSync(agentDirectory, { recursive: true })
  }
}
