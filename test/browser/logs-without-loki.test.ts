import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

let browser: Browser
let collector: RunningCollector

describe.skipIf(chromiumIsMissing)('the page about logs while Loki does not answer', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 1, settings: { MIMAMORI_LOKI_URL: 'http://127.0.0.1:1' } }, (started) => { collector = started })

  it.each([
    ['en', 'Loki, which keeps the log lines, does not answer. Check that it is running.', 'Try again', 'No log lines'],
    ['ja', 'ログを保存している Loki が応答しません。Loki が動いているか確認してください。', '再試行', 'ログはありません']
  ] as const)('says so, and never that there are no lines (%s)', async (language, sentence, again, nothing) => {
    const { page } = await visit(browser, collector, { language })
    for (const path of ['/admin/logs', '/admin/logs?live=1', `/admin/devices/${deviceId(0)}`]) {
      await page.goto(`${collector.origin}${path}`)
      await page.getByText(sentence).waitFor()
      await expect(page.getByText(nothing).count()).resolves.toBe(0)
      await expect(page.getByRole('button', { name: again }).count()).resolves.toBe(path.startsWith('/admin/logs') ? 1 : 0)
    }
  })
})
