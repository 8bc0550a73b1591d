import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { LogLevel } from '@mimamori/contract'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { findMissingWidth, findScroll, isFocused } from './in-page.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const [press, door] = [deviceId(0), deviceId(1)]
const nowMs = Date.now()
let browser: Browser
let collector: RunningCollector

const log = async (
  device: string,
  message: string,
  { minutesAgo = 0, level = 'info', context }: { minutesAgo?: number, level?: LogLevel, context?: Readonly<Record<string, unknown>> } = {}
): Promise<void> => {
  const receivedMs = Date.now()
  await collector.deps.logs.append(
    device,
    [{ level, message, eventMs: minutesAgo === 0 ? receivedMs : nowMs - minutesAgo * 60_000, ...(context && { context }) }],
    { receivedMs, requestId: `request-${minutesAgo}` }
  )
}

describe.skipIf(chromiumIsMissing)('the page about logs', () => {
  withBrowser((started) => { browser = started })
  withCollector({ devices: 12 }, async (started) => {
    collector = started
    await log(press, '起動しました', { minutesAgo: 300 })
    await log(press, '温度が高い: 81 °C', { minutesAgo: 120, level: 'warn', context: { celsius: 81, sensor: 'S3' } })
    await log(door, 'ドアの温度計が応答しません', { minutesAgo: 90, level: 'error' })
    await log(press, 'Press STOPPED', { minutesAgo: 60 })
    await log(press, 'press started', { minutesAgo: 30 })
  })
  const messages = (page: Page) => async () => await page.locator('.log-line summary .message').allInnerTexts()
  const shows = (page: Page, expected: readonly (string | RegExp)[]) =>
    expect
      .poll(messages(page), pollTimeout)
      .toEqual(expected.map((each) => (typeof each === 'string' ? each : (expect.stringMatching(each) as string))))
  const everything = ['press started', 'Press STOPPED', 'ドアの温度計が応答しません', /^温度が高い: 81 °C celsius=81/, '起動しました']

  it.each([
    ['wide', 'en', 'Logs', 'Warning and above'],
    ['phone', 'ja', 'ログ', '警告以上']
  ] as const)(
    'finds lines by Japanese text and level, marks what was found, and keeps the search in the address (%s, %s)',
    async (size, language, place, warnings) => {
      const { page, complaints } = await visit(browser, collector, { size, language })
      await page.locator('.places').getByRole('link', { name: place }).click()
      await shows(page, everything)
      await page.keyboard.press('/')
      await page.keyboard.type('温度')
      await shows(page, ['ドアの温度計が応答しません', /^温度が高い/])
      await expect(page.locator('.log-line mark').allInnerTexts()).resolves.toEqual(['温度', '温度'])
      await page.locator('.filters .levels select').selectOption({ label: warnings })
      await page.locator('.filters input[list]').fill(press)
      await page.keyboard.press('Enter')
      await shows(page, [/^温度が高い/])
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ q: '温度', level: 'warn,error', device: press })
      await page.reload()
      await shows(page, [/^温度が高い/])
      await expectToFit(page)
      expect(complaints).toStrictEqual([])
    }
  )

  it.each([
    ['wide', 'en', /^1 error since .*\d\d:00$/],
    ['phone', 'ja', /^.*\d\d:00 以降のエラー 1 件$/]
  ] as const)('is reached by keyboard from a device’s count of errors, with those alone (%s, %s)', async (size, language, name) => {
    const { page } = await visit(browser, collector, { size, language })
    const link = page.locator(`.device:has(a[href$="${door}"])`).getByRole('link', { name })
    await link.focus()
    await page.keyboard.press('Enter')
    await shows(page, ['ドアの温度計が応答しません'])
    expect(new URL(page.url()).pathname).toBe('/admin/logs')
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      device: door,
      level: 'error',
      since: expect.stringMatching(/:00:00\.000Z$/) as string
    })
    await page.goBack()
    await link.click()
    await shows(page, ['ドアの温度計が応答しません'])
  })

  it('is not linked from a device without errors', async () => {
    const { page } = await visit(browser, collector)
    const row = page.locator(`.device:has(a[href$="${press}"])`)
    await expect.poll(() => row.locator('.errors').innerText(), pollTimeout).toBe('0')
    await expect(row.locator('.errors a').count()).resolves.toBe(0)
  })

  it('opens a line by keyboard with its fields, and leads to those around it and back to all', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?q=81`)
    await page.locator('.log-line summary').focus()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.locator('.line-facts dl').innerText(), pollTimeout)
      .toMatch(/Request ID\s+request-120[\s\S]*celsius\s+81\s+sensor\s+S3/)
    await page.getByRole('link', { name: 'Surrounding lines' }).click()
    await shows(page, ['press started', 'Press STOPPED', /^温度が高い/, '起動しました'])
    await expect(page.locator('.log-line[aria-current="true"] .message').innerText()).resolves.toContain('温度が高い')
    await expect.poll(() => page.locator('.log-line[aria-current="true"] summary:focus').count(), pollTimeout).toBe(1)
    await page.locator('.log-line summary').nth(1).click()
    await page.getByRole('link', { name: 'Lines with this request ID' }).click()
    await shows(page, ['Press STOPPED'])
    await page.getByRole('button', { name: 'Show all lines' }).click()
    await shows(page, everything)
  })

  it('shows what was logged at a time, by a time and the minutes around it', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs`)
    const local = await page.evaluate(
      (ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16),
      nowMs - 60 * 60_000
    )
    await page.getByLabel('Time', { exact: true }).fill(local)
    await expect(page.getByLabel('Time', { exact: true }).evaluate(findMissingWidth)).resolves.toBeLessThanOrEqual(0)
    await shows(page, ['Press STOPPED'])
    await page.getByLabel('Period').selectOption({ label: '± 1 hour' })
    await shows(page, everything.slice(0, 4))
  })

  it('says what to do where nothing matches, or there is no such device', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?q=${encodeURIComponent('停止')}`)
    await page.getByText('No log lines match. Widen the period').waitFor()
    await page.goto(`${collector.origin}/admin/logs?device=pi-nobody`)
    await page.getByText('There is no device pi-nobody.').waitFor()
  })

  it.each([
    ['en', 'at=garbage', 'Invalid value at=garbage in the URL. Expected a time such as 2026-11-28T14:05:00Z.', 'Search without it'],
    [
      'en',
      'level=bogus',
      'Invalid value level=bogus in the URL. Expected debug, info, warn or error, or several separated by commas.',
      'Search without it'
    ],
    ['ja', 'around=x', 'このページのアドレスの around=x を解釈できません。行の ID を指定してください。', 'この指定を外して検索']
  ] as const)(
    'says in its own words what of an address it cannot read, and shows no other lines in its place (%s)',
    async (language, said, sentence, without) => {
      const { page } = await visit(browser, collector, { language })
      await page.goto(`${collector.origin}/admin/logs?device=${press}&${said}`)
      await page.getByText(sentence).waitFor()
      await expect(page.locator('.log-line').count()).resolves.toBe(0)
      await page.getByRole('button', { name: without }).click()
      await shows(
        page,
        everything.filter((each) => each !== 'ドアの温度計が応答しません')
      )
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ device: press })
    }
  )

  it('says of a line that is no longer stored that it is not there, and shows those around its time', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?device=${press}&around=7`)
    await page.getByText('That line is no longer stored.').waitFor()
    await shows(page, everything.filter((each) => each !== 'ドアの温度計が応答しません'))
    await page.locator('.log-line summary').nth(1).click()
    await page.getByRole('link', { name: 'Surrounding lines' }).click()
    await page.locator('.log-line[aria-current="true"]').waitFor()
    await expect(page.getByText('That line is no longer stored.').count()).resolves.toBe(0)
  })

  it.each([
    ['en', /\d \S+ \(estimated\)$/],
    ['ja', /\d \S+（推定）$/]
  ] as const)('says of an open line that its time is estimated (%s)', async (language, mark) => {
    await collector.deps.logs.append(deviceId(6), [{ level: 'info', message: 'booted', eventMs: nowMs, estimated: true }], {
      receivedMs: Date.now(),
      requestId: 'booted'
    })
    const { page } = await visit(browser, collector, { language })
    await page.goto(`${collector.origin}/admin/logs?device=${deviceId(6)}`)
    await page.locator('.log-line summary').first().click()
    await expect.poll(() => page.locator('.line-facts dd').first().innerText(), pollTimeout).toMatch(mark)
  })

  it('shows on a device’s own page the same lines, which open', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/devices/${press}`)
    await page.locator('.log-line').last().scrollIntoViewIfNeeded()
    await shows(page, everything.filter((each) => each !== 'ドアの温度計が応答しません'))
    await page.locator('.log-line summary').nth(2).click()
    await expect.poll(() => page.locator('.line-facts dl').innerText(), pollTimeout).toMatch(/celsius\s+81/)
  })

  it('is found by the browser’s back as it was left: the lines, the open one, the place and the keyboard', async () => {
    const many = deviceId(2)
    await collector.deps.logs.append(
      many,
      Array.from({ length: 450 }, (_, i) => ({ level: 'info' as const, message: `step ${i}`, eventMs: nowMs - 3_600_000 + i * 1000 })),
      { receivedMs: Date.now(), requestId: 'many' }
    )
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?device=${many}`)
    await page.getByRole('button', { name: 'Show older lines' }).click()
    const line = page.locator('.log-line', { has: page.getByText('step 100', { exact: true }) })
    await line.locator('summary').click()
    const link = line.getByRole('link', { name: 'Surrounding lines' })
    await link.focus()
    const placeOfLink = async (): Promise<number> => Math.round((await link.boundingBox())?.y ?? NaN)
    const before = await placeOfLink()
    expect(await page.evaluate(findScroll)).toBeGreaterThan(1000)
    await page.keyboard.press('Enter')
    await page.locator('.log-line[aria-current="true"]').waitFor()
    await page.goBack()
    await expect.poll(() => link.evaluate(isFocused), pollTimeout).toBe(true)
    await expect.poll(async () => Math.abs(await placeOfLink() - before), pollTimeout).toBeLessThan(3)
    await page.goForward()
    await page.locator('.log-line[aria-current="true"]').waitFor()
    await page.goBack()
    await line.getByRole('link', { name: 'Open the device' }).click()
    await page.waitForSelector('article.one h1')
    await page.goBack()
    await expect.poll(() => line.getByRole('link', { name: 'Open the device' }).evaluate(isFocused), pollTimeout).toBe(true)
  })

  it('holds the lines that are read, and the keyboard, in their place when newer ones come above them', async () => {
    const many = deviceId(4)
    await collector.deps.logs.append(
      many,
      Array.from({ length: 300 }, (_, i) => ({ level: 'info' as const, message: `turn ${i}`, eventMs: nowMs - 3_600_000 + i * 1000 })),
      { receivedMs: Date.now(), requestId: 'turns' }
    )
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?device=${many}`)
    await page.locator('.log-line', { has: page.getByText('turn 150', { exact: true }) }).locator('summary').click()
    await page.getByRole('link', { name: 'Surrounding lines' }).click()
    await page.locator('.log-line[aria-current="true"]').waitFor()
    const newer = page.getByRole('button', { name: 'Show newer lines' })
    await newer.focus()
    const place = async () =>
      Math.round((await page.locator('.log-line', { has: page.getByText('turn 180', { exact: true }) }).boundingBox())?.y ?? NaN)
    const before = await place()
    await page.keyboard.press('Enter')
    await expect.poll(async () => await page.getByText('turn 299', { exact: true }).count(), pollTimeout).toBe(1)
    await expect.poll(async () => Math.abs(await place() - before), pollTimeout).toBeLessThan(3)
    await expect(
      page
        .locator('.log-line', { has: page.getByText('turn 180', { exact: true }) })
        .locator('summary')
        .evaluate(isFocused)
    ).resolves.toBe(true)
  })

  it('says below the lines that the older ones cannot be loaded, where they were asked for, and loads them once it can', async () => {
    const many = deviceId(5)
    await collector.deps.logs.append(
      many,
      Array.from({ length: 300 }, (_, i) => ({ level: 'info' as const, message: `round ${i}`, eventMs: nowMs - 3_600_000 + i * 1000 })),
      { receivedMs: Date.now(), requestId: 'rounds' }
    )
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?device=${many}`)
    const older = page.getByRole('button', { name: 'Show older lines' })
    await older.waitFor()
    await page.route('**/api/clients/logs?*', async (route) => { await route.abort() })
    await older.click()
    const notice = page.locator('main .banner', { hasText: 'The server does not answer.' })
    await notice.waitFor()
    const [last, below] = [await page.locator('.log-line').last().boundingBox(), await notice.boundingBox()]
    expect(below!.y).toBeGreaterThanOrEqual(last!.y + last!.height)
    await page.unroute('**/api/clients/logs?*')
    await notice.getByRole('button', { name: 'Try again' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => await page.getByText('round 0', { exact: true }).count(), pollTimeout).toBe(1)
    await expect(
      page
        .locator('.log-line', { has: page.getByText('round 100', { exact: true }) })
        .locator('summary')
        .evaluate(isFocused)
    ).resolves.toBe(true)
  })

  it('is downloaded as text in the reader’s time zone', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/logs?q=${encodeURIComponent('温度')}`)
    await shows(page, ['ドアの温度計が応答しません', /^温度が高い/])
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.download').getByRole('link', { name: 'Text' }).click()])
    expect(file.suggestedFilename()).toBe('mimamori-log.txt')
    expect(await readFile(await file.path(), 'utf8')).toMatch(
      new RegExp(`${door} ERROR ドアの温度計が応答しません\\n.*${press} WARN  温度が高い: 81 °C celsius=81 sensor=S3\\n$`)
    )
  })

  it('is led to from a count of errors with exactly those that are counted', async () => {
    const id = deviceId(3)
    const { page } = await visit(browser, collector)
    await log(id, 'now', { level: 'error' })
    const row = page.locator(`.device:has(a[href$="${id}"])`)
    const sinceMs = Date.parse(
      new URL((await row.locator('.errors a').getAttribute('href', pollTimeout)) ?? '', collector.origin).searchParams.get('since')!
    )
    await collector.deps.logs.append(
      id,
      [
        { level: 'error', message: 'before', eventMs: sinceMs - 1 },
        { level: 'error', message: 'at the beginning', eventMs: sinceMs }
      ],
      { receivedMs: Date.now(), requestId: 'edges' }
    )
    await expect.poll(() => row.locator('.errors').innerText(), pollTimeout).toMatch(/2$/)
    await row.locator('.errors a').click()
    await shows(page, ['now', 'at the beginning'])
  })
})
