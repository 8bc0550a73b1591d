import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { startCollector as startProcess } from '../../collector/test/collector-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { layCable } from './cable.ts'
import { chromiumIsMissing } from './chromium.ts'
import { pollTimeout, visit } from './page.ts'
import { withBrowser } from './suite.ts'

let browser: Browser

const messages = (page: Page) => async () => await page.locator('.log-line summary .message').allInnerTexts()
const shows = (page: Page, expected: readonly string[]) => expect.poll(messages(page), pollTimeout).toEqual(expected)

describe.skipIf(chromiumIsMissing)('the log that is followed live', () => {
  withBrowser((started) => { browser = started })

  /** A collector with a device that logs, and its page followed live over a cable. */
  const follow = async (language: 'en' | 'ja') => {
    const dataDirectory = temporaryDirectory()
    let collector = await startProcess({ dataDirectory })
    const port = Number(collector.origin.port)
    const { key } = (await collector.send('POST', '/api/clients', { body: { id: 'pi-1' } })).body as { readonly key: string }
    const log = async (...lines: readonly string[]) => {
      for (const message of lines) {
        expect(
          (
            await collector.send('POST', '/api/clients/logs', {
              body: { clientId: 'pi-1', logs: [{ level: 'info', message }] },
              headers: { 'x-client-key': key }
            })
          ).status
        ).toBe(200)
      }
    }
    const cable = await layCable(port)
    const { link } = (await collector.send('POST', '/api/login-codes', { body: {} })).body as { readonly link: string }
    const { page } = await visit(browser, { loginLink: () => link.replace(collector.origin.origin, cable.origin) }, { language })
    await log('before')
    await page.goto(`${cable.origin}/admin/logs?live=1`)
    await shows(page, ['before'])
    return {
      page, cable, log,
      stop: async () => { await collector.stop() },
      start: async () => { collector = await startProcess({ dataDirectory, listen: { host: '127.0.0.1', port } }) },
      end: async () => {
        await page.context().close()
        await cable[Symbol.asyncDispose]()
        await collector.stop()
      }
    }
  }

  it.each([
    ['en', 'Reconnecting …', 'New lines appear at the top.'],
    ['ja', '再接続しています…', '新しいログは一番上に表示されます。']
  ] as const)(
    'goes on after the network was cut with every line once, and says meanwhile that it is cut (%s)',
    async (language, reconnecting, following) => {
      const { page, cable, log, end } = await follow(language)
      cable.cut()
      await page.getByText(reconnecting, { exact: true }).waitFor()
      await log('first', 'second', 'third')
      cable.plugIn()
      await shows(page, ['third', 'second', 'first', 'before'])
      await page.getByText(following).waitFor()
      await log('last')
      await shows(page, ['last', 'third', 'second', 'first', 'before'])
      await end()
    }
  )

  it('goes on after the server was started anew, with every line once', async () => {
    const { page, log, stop, start, end } = await follow('en')
    await log('at the end')
    await shows(page, ['at the end', 'before'])
    await stop()
    await page.getByText('Reconnecting …', { exact: true }).waitFor()
    await start()
    await log('at the start', 'a little later')
    await shows(page, ['a little later', 'at the start', 'at the end', 'before'])
    await log('last')
    await shows(page, ['last', 'a little later', 'at the start', 'at the end', 'before'])
    await end()
  })
})
