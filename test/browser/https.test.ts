import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { BrowserContext } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { opensslIsMissing, selfSigned } from '../../collector/test/self-signed.ts'
import { chromiumIsMissing } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { withBrowser, withCollector } from './suite.ts'

const id = 'pi-kiosk-03'
const run = promisify(execFile)

describe.skipIf(chromiumIsMissing || opensslIsMissing)('the collector by https, with a certificate of its own', () => {
  const ended = untilAllEnd()
  let certificate: ReturnType<typeof selfSigned>
  let collector: RunningCollector
  let context: BrowserContext

  withCollector(() => {
    certificate = selfSigned(ended)
    return { settings: { MIMAMORI_TLS_CERT: certificate.certFile, MIMAMORI_TLS_KEY: certificate.keyFile } }
  }, async (started) => {
    collector = started
    await collector.deps.registry.enroll({ id })
  })
  withBrowser(async (browser) => { context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' }) })

  /** By curl, which believes this certificate alone; gives the status and the body. */
  const curl = async (
    path: string,
    ...args: readonly string[]
  ): Promise<{ readonly status: number, readonly body: Record<string, unknown> }> => {
    const { stdout: answer } = await run('curl', [
      '--silent',
      '--show-error',
      '--max-time',
      '20',
      '--cacert',
      certificate.certFile,
      '--write-out',
      '\n%{http_code}',
      ...args,
      `${collector.origin}${path}`
    ])
    const line = answer.lastIndexOf('\n')
    return { status: Number(answer.slice(line + 1)), body: JSON.parse(answer.slice(0, line)) as Record<string, unknown> }
  }
  const cookieHeader = async (): Promise<string> => (await context.cookies()).map(({ name, value }) => `Cookie: ${name}=${value}`).join('')

  it('logs a browser in by its link, and shows the page with its stream', async () => {
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
    await page.goto(collector.loginLink())
    await page.waitForURL(`${collector.origin}/admin`)
    await page.locator(`a[href$="${id}"]`).waitFor()
    await collector.deps.registry.enroll({ id: 'pi-came-later' })
    await page.locator('a[href$="pi-came-later"]').waitFor({ timeout: 60_000 })
    expect(complaints).toStrictEqual([])
  })

  it('gives it a cookie that is sent by https alone, to no script and to no other site', async () => {
    expect(await context.cookies()).toMatchObject([{ name: 'mimamori_session', secure: true, httpOnly: true, sameSite: 'Strict' }])
  })

  it('takes a change by that cookie from its own page', async () => {
    const [page] = context.pages()
    const confirmed = page!.waitForResponse((response) => response.url().endsWith('/api/clock/confirm'))
    await page!.evaluate(() => { void fetch('/api/clock/confirm', { method: 'POST' }) })
    expect((await confirmed).status()).toBe(200)
  })

  it.each([
    ['no origin', [], 403],
    ['the same host without https', ['-H', 'Origin: http://HOST'], 403],
    ['another port of the host', ['-H', 'Origin: https://127.0.0.1:3000'], 403],
    ['its own', ['-H', 'Origin: https://HOST'], 200]
  ])('answers a change by that cookie from %s', async (_, origin, status) => {
    const { host } = new URL(collector.origin)
    const answer = await curl(
      '/api/clock/confirm',
      '-X',
      'POST',
      '-H',
      await cookieHeader(),
      ...origin.map((text) => text.replace('HOST', host))
    )
    expect([answer.status, answer.body.code]).toStrictEqual([status, status === 403 ? 'ORIGIN_REFUSED' : undefined])
  })
})
