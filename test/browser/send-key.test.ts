import type { Browser, Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import type { FetchedRunRequest, RunRequestAnswer } from '@mimamori/contract'
import { describeWith } from '../whole/processes.ts'
import type { RunningCollector } from './collector.ts'
import { idOf } from './fleet.ts'
import { expectToFit, pollTimeout, visit, type VisitOptions } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

/** A new key that the server puts on the device. The runner is a stand-in, which does nothing to a device; the lab has the whole. */
describeWith('/usr/bin/chromium')('sending a device a new key', () => {
  let browser: Browser
  let collector: RunningCollector
  withCollector({ devices: 9, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '600' } }, (started) => { collector = started })
  withBrowser((started) => { browser = started })

  /** Listens until it is given a request, or no longer, and at most until the test is over: another attempt's requests are its own. */
  const listen = (ended = new AbortController()): Promise<FetchedRunRequest | undefined> => {
    onTestFinished(() => { ended.abort() })
    return collector.deps.runRequests.fetch(['rotate-keys', 'reboot'], ended.signal)
  }
  const answer = ({ id }: FetchedRunRequest, given: RunRequestAnswer): void => {
    expect(collector.deps.runRequests.answer(id, given)).toBe(true)
  }
  const open = async (id: string, options: VisitOptions = {}): Promise<Page> => {
    const { page } = await visit(browser, collector, options)
    await page.goto(`${collector.origin}/admin/devices/${id}`)
    await page.locator('.care').waitFor(pollTimeout)
    return page
  }
  /**
   * Opens the dialog once the page knows of the runner, which its other buttons show: what the dialog offers stays as it is once it is
   * open.
   */
  const openDialog = async (page: Page, { newKey = 'New key', reboot = 'Reboot' } = {}): Promise<void> => {
    await page.getByRole('button', { name: reboot, exact: true }).waitFor(pollTimeout)
    await page.locator('.care > ul').getByRole('button', { name: newKey, exact: true }).click()
  }

  it('is the first choice where the server does that, and is followed to the new key’s use by the keyboard alone', async () => {
    const fetched = listen()
    const id = idOf('hot')
    const page = await open(id, { size: 'phone' })
    await openDialog(page)
    await page.getByRole('dialog').getByText(`./scripts/rotate-keys.sh ${id} --older-than 0`, { exact: true }).waitFor(pollTimeout)
    await expectToFit(page)
    await page.locator('dialog button:focus', { hasText: 'Send to the device' }).waitFor(pollTimeout)
    await page.keyboard.press('Enter')
    const request = (await fetched)!
    expect(request).toMatchObject({ action: 'rotate-keys', devices: [id], language: 'en' })
    await page.locator('dialog p:focus', { hasText: 'The server is putting the key on the device' }).waitFor(pollTimeout)
    answer(request, { done: `${id} uses its new key. The old one has ended.` })
    await page.locator('dialog p:focus', { hasText: `${id} uses its new key. The old one has ended.` }).waitFor(pollTimeout)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached', ...pollTimeout })
    await page.locator('.said').getByText(`${id} uses its new key. The old one has ended.`).waitFor(pollTimeout)
    await page.locator('.care li button:focus').getByText('New key', { exact: true }).waitFor(pollTimeout)
    // No key has come of it here: the stand-in asks for none, and neither does the page.
    expect(collector.deps.registry.get(id)?.keys).toHaveLength(1)
  })

  it('says in Japanese why it was not finished, and can be done again, or the key be shown instead', async () => {
    const fetched = listen()
    const id = idOf('full')
    const page = await open(id, { language: 'ja' })
    await openDialog(page, { newKey: '新しいキー', reboot: '端末を再起動' })
    await page.getByRole('button', { name: '端末に送る' }).click()
    answer((await fetched)!, { message: '192.168.1.25 のポート 22 が応答しません。' })
    await page.locator('dialog p.problem:focus', { hasText: '完了できませんでした。' }).waitFor(pollTimeout)
    await page.getByRole('dialog').getByText('192.168.1.25 のポート 22 が応答しません。').waitFor(pollTimeout)
    const again = listen()
    await page.getByRole('button', { name: 'もう一度送る' }).click()
    answer((await again)!, { message: 'この端末には別のコマンドが進行中です。' })
    await page.getByRole('dialog').getByText('この端末には別のコマンドが進行中です。').waitFor(pollTimeout)
    await page.getByRole('button', { name: 'キーを一度だけ表示' }).click()
    await page.getByRole('button', { name: '新しいキーを発行' }).click()
    await page.getByText(`${id} の新しいキーです。`).waitFor(pollTimeout)
  })

  it('is not offered for a device that is retired, nor for the server itself', async () => {
    const ended = new AbortController()
    const listening = listen(ended)
    const retired = idOf('silent')
    const itself = idOf('shutdown')
    await collector.deps.registry.update(itself, { address: '127.0.0.1' })
    const page = await open(idOf('late'))
    await openDialog(page)
    await page.getByRole('button', { name: 'Send to the device' }).waitFor(pollTimeout)
    for (const id of [retired, itself]) {
      await page.goto(`${collector.origin}/admin/devices/${id}`)
      // Then the page knows what the runner does.
      const reboot = page.getByRole('button', { name: 'Reboot' })
      await reboot.waitFor(pollTimeout)
      if (id === retired) {
        await collector.deps.registry.retire(id)
        await reboot.waitFor({ state: 'detached', ...pollTimeout })
      }
      await page.locator('.care > ul').getByRole('button', { name: 'New key' }).click()
      await page.getByRole('button', { name: 'Issue a new key' }).waitFor(pollTimeout)
      await expect(page.getByRole('button', { name: 'Send to the device' }).count()).resolves.toBe(0)
      // The script that does it over SSH does it for neither.
      await expect(page.getByRole('dialog').getByText('rotate-keys.sh').count()).resolves.toBe(0)
    }
    ended.abort()
    expect(await listening).toBeUndefined()
  })
})
