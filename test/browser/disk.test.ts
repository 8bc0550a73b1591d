import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { startCollector } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { compileTroubledDisk, hasTroubledDisk } from '../../collector/test/troubled-disk.ts'
import { chromiumIsMissing } from './chromium.ts'
import { expectToFit, visit } from './page.ts'
import { withBrowser } from './suite.ts'

describe.skipIf(chromiumIsMissing || !hasTroubledDisk)("a server's disk that is full", () => {
  let browser: Browser
  withBrowser((started) => { browser = started })

  it.each([
    ['wide', 'en', 'disk is full'],
    ['phone', 'ja', 'ディスクがいっぱい']
  ] as const)('is said on the page for as long as it lasts (%s, %s)', async (size, language, words) => {
    const full = join(temporaryDirectory(), 'full')
    await using collector = await startCollector({
      dataDirectory: temporaryDirectory(),
      env: { LD_PRELOAD: compileTroubledDisk(), MIMAMORI_TEST_FULL: full }
    })
    const enroll = async (id: string): Promise<number> => (await collector.send('POST', '/api/clients', { body: { id } })).status
    const { link } = (await collector.send('POST', '/api/login-codes', { body: {} })).body as { readonly link: string }
    const { page } = await visit(browser, { loginLink: () => link }, { size, language })
    const banner = page.locator('.banner.grave', { hasText: words })
    await expect(banner.count()).resolves.toBe(0)

    writeFileSync(full, '')
    expect(await enroll('pi-1')).toBe(503)
    await banner.waitFor({ timeout: 30_000 })
    await expectToFit(page)

    rmSync(full)
    expect(await enroll('pi-1')).toBe(201)
    await banner.waitFor({ state: 'detached', timeout: 30_000 })
  })
})
