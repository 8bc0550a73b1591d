import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { isFocused } from './in-page.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const door = deviceId(1)
let browser: Browser
let collector: RunningCollector

const log = async (device: string, message: string): Promise<void> => {
  const receivedMs = Date.now()
  await collector.deps.logs.append(device, [{ level: 'info', message, eventMs: receivedMs }], { receivedMs, requestId: 'request' })
}

describe.skipIf(chromiumIsMissing)('a reader of the live log', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 12 }, async (started) => {
    collector = started
    await log(door, '起動しました')
  })
  const messages = (page: Page) => async () => await page.locator('.log-line summary .message').allInnerTexts()

  it('sees new lines, none of them while it is paused or a line is open, and then what came', async () => {
    const { page, complaints } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?device=${door}`)
    await page.getByRole('button', { name: 'Live' }).click()
    await page.getByText('New lines appear at the top.').waitFor()
    await log(door, 'ドアが開きました')
    await expect.poll(async () => (await messages(page)())[0], pollTimeout).toBe('ドアが開きました')
    await page.getByRole('button', { name: 'Pause' }).click()
    await log(door, 'ドアが閉まりました')
    await page.getByRole('button', { name: 'Show 1 new line' }).click()
    await expect.poll(async () => (await messages(page)())[0], pollTimeout).toBe('ドアが閉まりました')
    await page.locator('.log-line summary').first().click()
    await log(door, 'ドアが再び開きました')
    await page.getByRole('button', { name: 'Show 1 new line' }).waitFor()
    await expect(messages(page)().then(([first]) => first)).resolves.toBe('ドアが閉まりました')
    expect(complaints).toStrictEqual([])
  })

  it('finds a line that is open in its place on a phone when new lines come, and the keyboard when they are shown', async () => {
    const { page } = await visit(browser, collector, { size: 'phone', language: 'ja' })
    await page.goto(`${collector.origin}/admin/logs?live=1&device=${door}`)
    await page.getByText('新しいログは一番上に表示されます。').waitFor()
    await page.locator('.log-line summary').first().click()
    await page.locator('.line-facts').waitFor()
    const place = async () => (await page.locator('.log-line').first().boundingBox())?.y
    const before = await place()
    await log(door, 'ドアが半開きです')
    const held = page.getByRole('button', { name: '新しいログ 1 行を表示' })
    await held.waitFor()
    await expect(place()).resolves.toBe(before)
    await held.focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await messages(page)())[0], pollTimeout).toBe('ドアが半開きです')
    await expect(page.getByRole('button', { name: '一時停止' }).evaluate(isFocused)).resolves.toBe(true)
  })

  it('sees what could not be loaded at first as soon as new lines come, and no longer that it could not', async () => {
    const { page } = await visit(browser, collector)
    await page.route('**/api/clients/logs?*', async (route) => { await route.abort() })
    await page.goto(`${collector.origin}/admin/logs?live=1&device=${deviceId(7)}`)
    const notice = page.getByText('The server does not answer.')
    await notice.waitFor()
    await log(deviceId(7), 'missed')
    await page.unroute('**/api/clients/logs?*')
    await page.getByText('New lines appear at the top.').waitFor()
    await log(deviceId(7), 'seen')
    await expect.poll(messages(page), pollTimeout).toEqual(['seen', 'missed'])
    await expect.poll(() => notice.count(), pollTimeout).toBe(0)
  })

  it('is told nothing of new lines where it is refused', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?live=1&device=pi-nobody`)
    await page.getByText('There is no device pi-nobody.').waitFor()
    await expect(page.getByText('New lines appear at the top.').count()).resolves.toBe(0)
    await expect(page.getByRole('button', { name: 'Pause' }).count()).resolves.toBe(0)
  })
})
