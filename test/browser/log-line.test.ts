import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const signage = deviceId(0)
const eventMs = Date.now()
let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('a line on the page about logs', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 1 }, (started) => { collector = started })
  const rows = (page: Page) => async () => await page.locator('.log-line summary .message').allInnerTexts()

  it.each([
    ['phone', 4],
    ['wide', 20]
  ] as const)(
    'shows what was found where its row would end before it, from shortly before it on, and all once it is open (%s)',
    async (size, sentences) => {
      const message = `${'画面の切り替えに時間がかかっています。'.repeat(sentences)}再起動に失敗しました: exit code 1`
      await collector.deps.logs.append(
        signage,
        [
          { level: 'error', message, unit: 'signage.service', eventMs },
          { level: 'error', message: '再起動に失敗しました', unit: 'signage.service', eventMs }
        ],
        { receivedMs: eventMs, requestId: size }
      )
      const { page } = await visit(browser, collector, { size })
      await page.goto(`${collector.origin}/admin/logs?requestId=${size}&unit=signage.service&q=${encodeURIComponent('失敗')}`)
      await expect
        .poll(rows(page), pollTimeout)
        .toEqual([
          'signage.service 再起動に失敗しました',
          'signage.service … 切り替えに時間がかかっています。再起動に失敗しました: exit code 1'
        ])
      await page.locator('.log-line summary').last().click()
      await expect.poll(() => page.locator('.line-facts pre').innerText(), pollTimeout).toBe(message)
    }
  )

  it.each(['wide', 'phone'] as const)('shows, open, the millisecond of its times, and a stack with its lines (%s)', async (size) => {
    const stack = 'Error: no answer\n    at read (sensor.js:12)\n    at tick (main.js:7)'
    const atMs = Date.parse('2026-11-28T05:04:03.120Z')
    await collector.deps.logs.append(
      signage,
      [{ level: 'error', message: 'failed', eventMs: atMs, context: { err: { type: 'Error', stack } } }],
      { receivedMs: atMs + 325, requestId: `stack-${size}` }
    )
    const { page } = await visit(browser, collector, { size, timeZone: 'Asia/Tokyo' })
    await page.goto(`${collector.origin}/admin/logs?requestId=stack-${size}`)
    await page.locator('.log-line summary').click()
    await expect
      .poll(() => page.locator('.line-facts dl').innerText(), pollTimeout)
      .toMatch(/Time\s+28 Nov 2026, 14:04:03\.120 GMT\+9\s+Received\s+28 Nov 2026, 14:04:03\.445 GMT\+9/)
    await expect(page.locator('.line-facts dt', { hasText: 'err.stack' }).locator('xpath=..').locator('pre').innerText()).resolves.toBe(
      stack
    )
    await expectToFit(page)
  })

  it('shows what would turn the text behind it round by its code, and turns nothing round that stands beside a value', async () => {
    const fields = { sensor: 'S3\u202eS4', 'na\u2066me': 'x\u0007' }
    await collector.deps.logs.append(
      signage,
      [{ level: 'warn', message: 'user\u202enimda\nאב: 81 °C', unit: 'kiosk\u202e.service', eventMs, context: fields }],
      { receivedMs: eventMs, requestId: 'turned' }
    )
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?requestId=turned&q=81`)
    await expect
      .poll(rows(page), pollTimeout)
      .toEqual(['kiosk\\u202e.service user\\u202enimda\nאב: 81 °C sensor=S3\\u202eS4 na\\u2066me=x\\u0007'])
    const [number, hebrew] = await Promise.all(
      ['mark', 'bdi bdi'].map(async (part) => await page.locator(`.log-line summary .message ${part}`).boundingBox())
    )
    expect(number!.x).toBeGreaterThan(hebrew!.x + hebrew!.width)
    await page.locator('.log-line summary').click()
    await expect.poll(() => page.locator('.line-facts pre').innerText(), pollTimeout).toBe('user\\u202enimda\nאב: 81 °C')
    await expect
      .poll(() => page.locator('.line-facts dl').innerText(), pollTimeout)
      .toMatch(/kiosk\\u202e\.service[\s\S]*S3\\u202eS4\s+na\\u2066me\s+x\\u0007/)
    await expect(page.locator('.log-line bdi[dir="ltr"]').count()).resolves.toBe(13)
  })
})
