import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configure, TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { DeviceContent } from '@mimamori/contract'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { describeWith } from '../whole/processes.ts'
import type { RunningCollector } from './collector.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

/** What somebody drops on the page. */
const folderOf = (directory: string, files: Readonly<Record<string, string | Buffer>>): string => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  return directory
}

describeWith('/usr/bin/chromium')('the page about content', () => {
  let browser: Browser
  let collector: RunningCollector
  const directory = temporaryDirectory(untilAllEnd())
  const keys = new Map<string, string>()

  const asAdmin = async (method: string, path: string, body?: object): Promise<unknown> => (await fetch(`${collector.origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${collector.adminToken}`, ...body && { 'content-type': 'application/json' } },
    ...body && { body: JSON.stringify(body) }
  })).json()

  withCollector({}, async (started) => {
    collector = started
    for (const [id, site] of [['pi-lobby', 'north'], ['pi-hall', 'north'], ['pi-desk', 'south']]) {
      const { key } = await asAdmin('POST', '/api/clients', { id, site, role: 'signage' }) as { readonly key: string }
      keys.set(id!, key)
    }
  })
  withBrowser((started) => { browser = started })

  /** A device takes what it should have, or says why not. */
  const take = async (id: string, problem?: { readonly kind: string, readonly message: string }): Promise<void> => {
    const headers = { 'x-client-key': keys.get(id)!, 'content-type': 'application/json' }
    const { sets } = await (await fetch(`${collector.origin}/api/clients/content`, { headers })).json() as DeviceContent
    const answer = await fetch(`${collector.origin}/api/clients/content`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        freeBytes: 2_000_000_000,
        sets: sets.map(({ name, digest, number }) => problem
          ? { name, digest: null, number: null, problem }
          : { name, digest, number, bytesLeft: 0 })
      })
    })
    expect(answer.status).toBe(200)
  }
  const publishing = (page: Page) => page.locator('form.publishing')
  const bar = (page: Page) => page.locator('.one > .progress').innerText()

  it('publishes a folder, fills its bar as devices take it, says why one does not, and goes back', async () => {
    const { page, complaints } = await visit(browser, collector)
    await page.getByRole('link', { name: 'Content', exact: true }).click()
    await page.getByText('No content yet.').waitFor(pollTimeout)
    await page.getByRole('link', { name: 'Publish content' }).click()
    const form = publishing(page)
    await form.getByLabel('Name').fill('lobby-signage')
    const first = folderOf(join(directory, 'first'), { 'index.html': '<h1>one</h1>', 'slides/1.png': Buffer.alloc(6_000_000, 7), '.DS_Store': 'x' })
    await form.locator('input[webkitdirectory]').setInputFiles(first)
    await form.getByText('first: 2 files, 6.0 MB').waitFor(pollTimeout)
    await form.getByLabel('north').check()
    await form.getByRole('button', { name: 'Preview' }).click()
    await form.getByText('2 files added, 0 changed, 0 removed, 0 unchanged').waitFor(pollTimeout)
    await form.getByText('2 devices get this').waitFor(pollTimeout)
    await form.getByText('free space of 2 not known').waitFor(pollTimeout)
    await form.getByText('Show 2 devices').click()
    await form.getByText('free space not known').first().waitFor(pollTimeout)
    await expectToFit(page)
    await form.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL('**/admin/content/sets/lobby-signage')
    await expect.poll(() => bar(page), pollTimeout).toContain('0 of 2 devices up to date, 2 waiting')
    await take('pi-lobby')
    await expect.poll(() => bar(page), pollTimeout).toContain('1 of 2 devices up to date, 1 waiting')
    await take('pi-hall', { kind: 'disk_full', message: '4 MB are missing on the card' })
    await page.getByText('4 MB are missing on the card').waitFor(pollTimeout)

    await page.getByRole('link', { name: 'Publish a new version' }).click()
    await expect.poll(() => publishing(page).getByLabel('Name').inputValue(), pollTimeout).toBe('lobby-signage')
    expect(await publishing(page).getByLabel('north').isChecked()).toBe(true)
    await publishing(page).locator('input[webkitdirectory]').setInputFiles(folderOf(join(directory, 'second'), { 'index.html': '<h1>two</h1>' }))
    await publishing(page).getByText('second: 1 file').waitFor(pollTimeout)
    await publishing(page).getByRole('button', { name: 'Preview' }).click()
    await publishing(page).getByText('0 files added, 1 changed, 1 removed, 0 unchanged').waitFor(pollTimeout)
    await publishing(page).getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL('**/admin/content/sets/lobby-signage')
    await page.getByText('Version 2', { exact: true }).waitFor(pollTimeout)
    await page.getByRole('button', { name: 'Go back to version 1' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Go back to version 1' }).click()
    await expect.poll(() => bar(page), pollTimeout).toContain('1 of 2 devices up to date')
    await expect.poll(() => page.getByRole('button', { name: 'Go back to version 2' }).count(), pollTimeout).toBe(1)
    await page.getByRole('button', { name: 'Change devices' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('south').check()
    // As if one of them had as many sets as it can have already.
    await page.route('**/preview', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...await answer.json() as object, bounds: ['pi-lobby would have 33 sets'] } })
    })
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByText('pi-lobby would have 33 sets').waitFor(pollTimeout)
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.unroute('**/preview')
    await dialog.getByLabel('south').uncheck()
    await dialog.getByLabel('south').check()
    await dialog.getByRole('button', { name: 'Preview' }).click()
    await dialog.getByText('3 devices get this').waitFor(pollTimeout)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => bar(page), pollTimeout).toContain('1 of 3 devices up to date')
    await page.goto(`${collector.origin}/admin/devices/pi-lobby`)
    await page.getByRole('region', { name: 'Content' }).getByText('current: version 1').waitFor(pollTimeout)
    await page.getByRole('region', { name: 'Content' }).getByText('Up to date').waitFor(pollTimeout)
    expect(complaints).toStrictEqual([])
  })

  it('goes on with an upload after a cut line and after a reload, and takes what is dropped', async () => {
    const { page } = await visit(browser, collector, { size: 'phone', language: 'ja' })
    await page.goto(`${collector.origin}/admin/content/publish?set=film`)
    const film = folderOf(join(directory, 'film'), { 'film.mp4': Buffer.alloc(9_000_000, 3) })
    const parts: string[] = []
    await page.route('**/api/content-files/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      parts.push(route.request().headers()['upload-offset']!)
      return parts.length === 2 || parts.length === 3 ? route.abort('connectionreset') : route.continue()
    })
    const publish = async (): Promise<void> => {
      const session = await page.context().newCDPSession(page)
      const { x, y, width, height } = (await page.locator('.drop').boundingBox())!
      const data = { items: [], files: [film], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data })
      }
      await page.getByText('film：1 ファイル、9.0 MB').waitFor(pollTimeout)
      await page.getByRole('button', { name: '内容を確認' }).click()
      await page.getByText('配信先の端末がありません').waitFor(pollTimeout)
      await expectToFit(page)
      await page.getByRole('button', { name: '公開', exact: true }).click()
    }
    await publish()
    await page.getByText('サーバーに接続できません。接続が戻ると').waitFor(pollTimeout)
    await page.reload()
    await publish()
    await page.waitForURL('**/admin/content/sets/film', pollTimeout)
    expect(parts[0]).toBe('0')
    expect(parts.slice(1)).not.toContain('0')
    await page.goto(`${collector.origin}/admin/content/sets/lobby-signage`)
    await page.locator('.takers').waitFor(pollTimeout)
    await expectToFit(page)
  })

  it('says next to the field what is wrong with a zip file, and publishes one that is right', async () => {
    const { page, complaints } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/content/publish?set=packed`)
    const form = publishing(page)
    const input = form.getByLabel('Choose a zip file').first()
    await input.setInputFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: Buffer.from('PK and no more') })
    await form.getByRole('alert').getByText('broken.zip is not a zip file that can be read.').waitFor(pollTimeout)
    configure({ useWebWorkers: false })
    const writer = new ZipWriter(new Uint8ArrayWriter())
    await writer.add('lobby/index.html', new TextReader('<h1>packed</h1>'))
    await writer.add('lobby/写真/一.txt', new TextReader('one'))
    await input.setInputFiles({ name: 'lobby.zip', mimeType: 'application/zip', buffer: Buffer.from(await writer.close()) })
    await form.getByText('lobby.zip: 2 files, 18 B').waitFor(pollTimeout)
    expect(await form.getByRole('alert').count()).toBe(0)
    await form.getByRole('button', { name: 'Preview' }).click()
    await form.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL('**/admin/content/sets/packed', pollTimeout)
    await page.getByText('2 files, 18 B').waitFor(pollTimeout)
    expect(complaints).toStrictEqual([])
  })

  it('shows a viewer everything and no button', async () => {
    const { page } = await visit(browser, collector, { role: 'viewer' })
    await page.goto(`${collector.origin}/admin/content/sets/film`)
    await page.getByText('Version 1').waitFor(pollTimeout)
    expect(await page.locator('main').getByRole('button').count()).toBe(0)
    await page.goto(`${collector.origin}/admin/content/publish`)
    await page.getByText('Only administrators can publish.').waitFor(pollTimeout)
    expect(await page.locator('form.publishing').count()).toBe(0)
  })
})
