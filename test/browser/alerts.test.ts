import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { notificationProblemText } from '@mimamori/contract/notification-problem'
import { alertOf, sendAlerts } from './alert-messages.ts'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { setHidden } from './in-page.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const [silentDevice, fullDevice] = [deviceId(0), deviceId(4)]
let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('the page about alerts', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 12 }, async (started) => {
    collector = started
    const silent = alertOf({ device: silentDevice, startedMinutesAgo: 190 })
    const ended = alertOf({
      device: fullDevice,
      site: 'west',
      alertname: 'TooHot',
      severity: 'warning',
      startedMinutesAgo: 300,
      endedMinutesAgo: 250
    })
    Object.assign(ended.annotations, { mimamori_end_reason: 'paused' })
    await sendAlerts(collector, [
      alertOf({
        device: fullDevice,
        site: 'west',
        alertname: 'DiskFull',
        severity: 'warning',
        summary: 'A disk is almost full.',
        startedMinutesAgo: 5
      }),
      silent,
      ended,
      alertOf({ device: silentDevice, startedMinutesAgo: 3000, endedMinutesAgo: 2800 })
    ])
    await sendAlerts(collector, [silent, ended], 'maintenance')
  })
  const firstRow = (page: Page) => page.locator('.alert').first()

  it.each([
    [
      'wide',
      'en',
      {
        severity: 'Critical',
        age: /^for 3 h 1\d min, since /,
        notified: /^maintenance: delivery not confirmed, sent (.+, )?\d\d:\d\d$/,
        runbook: 'What to do',
        count: 'Alerts 2 firing'
      }
    ],
    [
      'phone',
      'ja',
      {
        severity: '緊急',
        age: / から（3 時間 1\d 分経過）$/,
        notified: /^maintenance への通知は未確認（(.+ )?\d\d:\d\d に送信）$/,
        runbook: '対応手順',
        count: 'アラート 2 件発生中'
      }
    ]
  ] as const)(
    'shows the worst that fires first: how long, what to do, who was notified, and that nobody would be now; and its count above every page (%s, %s)',
    async (size, language, expected) => {
      const { page, complaints } = await visit(browser, collector, { size, language })
      await expect
        .poll(() => page.locator('.unnotified').innerText(), pollTimeout)
        .toContain(notificationProblemText[language].no_alertmanager)
      const place = page.locator('.places a[href="/admin/alerts"]')
      await expect.poll(() => place.textContent(), pollTimeout).toBe(expected.count)
      await place.click()
      await expect
        .poll(
          () =>
            page
              .locator('.alert .badge')
              .allInnerTexts()
              .then(([first]) => first),
          pollTimeout
        )
        .toBe(expected.severity)
      await expect(firstRow(page).locator('.what > .place').innerText()).resolves.toMatch(expected.age)
      await expect(firstRow(page).locator('.who li').innerText()).resolves.toMatch(expected.notified)
      await expect(page.locator('.banner.grave').innerText()).resolves.toContain(notificationProblemText[language].no_alertmanager)
      await expectToFit(page)
      await expect(firstRow(page).getByRole('link', { name: expected.runbook }).getAttribute('href')).resolves.toBe(
        `/admin/runbook/DeviceSilent?lang=${language}`
      )
      await firstRow(page).getByRole('link', { name: silentDevice }).click()
      await page.waitForURL(`**/devices/${silentDevice}`)
      await expect.poll(() => page.locator('article .alert').count(), pollTimeout).toBe(1)
      await expectToFit(page)
      expect(complaints).toStrictEqual([])
    }
  )

  it('has a history, by site, device and name, which stays in the address', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/alerts`)
    await page.getByRole('button', { name: 'History' }).click()
    const devices = async () => await page.locator('.alert .where a').filter({ hasText: 'pi-' }).allInnerTexts()
    await expect.poll(devices, pollTimeout).toStrictEqual([fullDevice, silentDevice])
    await page.getByRole('combobox', { name: 'Site' }).selectOption('west')
    await expect.poll(devices, pollTimeout).toStrictEqual([fullDevice])
    await expect(firstRow(page).locator('.badge').allInnerTexts()).resolves.toContain('No longer watched (paused)')
    await page.getByLabel('Alert', { exact: true }).fill('DeviceSilent')
    await page.keyboard.press('Enter')
    await page.getByText('No alerts match these filters.').waitFor()
    await page.getByRole('button', { name: 'Show all alerts' }).click()
    await page.getByLabel('Device', { exact: true }).fill(silentDevice)
    await page.keyboard.press('Enter')
    await expect.poll(devices, pollTimeout).toStrictEqual([silentDevice])
    expect(new URL(page.url()).search).toBe(`?state=resolved&device=${silentDevice}`)
    await page.reload()
    await expect.poll(devices, pollTimeout).toStrictEqual([silentDevice])
    await page.locator('.tabs').getByRole('link', { name: 'Alerts' }).click()
    expect(new URL(page.url()).search).toBe('')
    await expect.poll(() => page.getByRole('button', { name: 'History' }).getAttribute('aria-pressed'), pollTimeout).toBe('false')
  })

  it('lets an administrator acknowledge with a name and a note, and withdraw that', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/alerts`)
    await firstRow(page).getByRole('button', { name: 'Acknowledge' }).click()
    // The form takes the focus: first the name, and once that is known the note.
    const focused = (label: string) => page.getByLabel(label).and(page.locator(':focus')).count()
    await expect.poll(() => focused('Your name'), pollTimeout).toBe(1)
    await page.getByLabel('Your name').fill('田中')
    await page.getByLabel('Note for others').fill('cable ordered')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => firstRow(page).locator('.acknowledgement p').innerText(), pollTimeout)
      .toMatch(/^Acknowledged by 田中, (.+, )?\d\d:\d\d\s+cable ordered$/)
    await page.reload()
    await firstRow(page).getByRole('button', { name: 'Withdraw acknowledgement' }).click()
    // Else the button before it, which is there until the answer, has such a name, too.
    await firstRow(page).getByRole('button', { name: 'Acknowledge', exact: true }).click()
    await expect(page.getByLabel('Your name').inputValue()).resolves.toBe('田中')
    await expect.poll(() => focused('Note for others'), pollTimeout).toBe(1)
    // What is more severe and newer stands below as long as somebody is at work.
    const newer = alertOf({ device: fullDevice, site: 'west', alertname: 'FilesystemReadOnly', startedMinutesAgo: 1 })
    await sendAlerts(collector, [newer])
    await page.evaluate(setHidden, false)
    await expect.poll(() => page.locator('.alert').count(), pollTimeout).toBe(3)
    await expect(page.locator('.alert').last().innerText()).resolves.toContain('FilesystemReadOnly')
    await page.getByRole('button', { name: 'Sort now' }).click()
    await expect.poll(() => firstRow(page).innerText(), pollTimeout).toContain('FilesystemReadOnly')
    await sendAlerts(collector, [{ ...newer, status: 'resolved', endsAt: new Date().toISOString() }])
  })

  it('shows a viewer why there is nothing to acknowledge with', async () => {
    const { page } = await visit(browser, collector, { role: 'viewer' })
    await page.goto(`${collector.origin}/admin/alerts`)
    await page.getByText('You are logged in as a viewer.').waitFor()
    await expect(page.locator('.alert').count()).resolves.toBe(2)
    await expect(page.getByRole('button', { name: 'Acknowledge' }).count()).resolves.toBe(0)
  })
})
