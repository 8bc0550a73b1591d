import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const signage = deviceId(0)
const eventMs = Date.now()
let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('a line on the page about logs', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 1 }, (started) => { collector = started })
  const rows = (page: Page) => async () => await page.locator('.log-line summary .message').allInnerTexts()

  it.each([['phone', 4], ['wide', 20]] as const)('shows what was found where its row would end before it, from shortly before it on, and all once it is open (%s)', async (size, sentences) => {
    const message = `${'画面の切り替えに時間がかかっています。'.repeat(sentences)}再起動に失敗しました: exit code 1`
    await collector.deps.logs.append(signage, [{ level: 'error', message, unit: 'signage.service', eventMs }, { level: 'error', message: '再起動に失敗しました', unit: 'signage.service', eventMs }], { receivedMs: eventMs, requestId: size })
    const { page } = await visit(browser, collector, { size })
    await page.goto(`${collector.origin}/admin/logs?requestId=${size}&unit=signage.service&q=${encodeURIComponent('失敗')}`)
    await expect.poll(rows(page), pollTimeout).toEqual(['signage.service 再起動に失敗しました', 'signage.service … 切り替えに時間がかかっています。再起動に失敗しました: exit code 1'])
    await page.locator('.log-line summary').last().click()
    await expect.poll(() => page.locator('.line-facts pre').innerText(), pollTimeout).toBe(message)
    await page.context().close()
  })
})
