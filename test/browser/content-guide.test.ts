import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { expect, it } from 'vitest'
import type { DeviceContent } from '@mimamori/contract'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { guideStep } from '../lab/guide-step.ts'
import { describeWith } from '../whole/processes.ts'
import type { RunningCollector } from './collector.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

describeWith('/usr/bin/chromium')('the guide on putting content on screens, followed on the page', () => {
  let browser: Browser
  let collector: RunningCollector
  const keys: string[] = []

  withCollector({}, async (started) => {
    collector = started
    // As many as the guide counts.
    for (let number = 1; number <= 48; number += 1) {
      const body = JSON.stringify({ id: `pi-${number}`, site: number % 2 === 0 ? 'north' : 'south', role: 'signage' })
      const headers = { authorization: `Bearer ${collector.adminToken}`, 'content-type': 'application/json' }
      const answer = await fetch(`${collector.origin}/api/clients`, { method: 'POST', headers, body })
      keys.push((await answer.json() as { readonly key: string }).key)
    }
  })
  withBrowser((started) => { browser = started })

  /** A device says that it has all that it should have. */
  const take = async (key: string): Promise<void> => {
    const url = `${collector.origin}/api/clients/content`
    const headers = { 'x-client-key': key, 'content-type': 'application/json' }
    const { sets } = await (await fetch(url, { headers })).json() as DeviceContent
    const report = { freeBytes: 2_000_000_000, sets: sets.map(({ name, digest, number }) => ({ name, digest, number, bytesLeft: 0 })) }
    expect((await fetch(url, { method: 'POST', headers, body: JSON.stringify(report) })).status).toBe(200)
  }

  it.each([
    ['docs/guides', 'en', 'wide'],
    ['docs/ja/guides', 'ja', 'phone']
  ] as const)('%s names what is on the page in %s, and what one sees there', async (folder, language, size) => {
    const step = (number: number): string => guideStep('putting-content-on-screens', number, folder).text
    /** What a step tells one to choose or press, in its order. */
    const named = (number: number): readonly string[] =>
      [...step(number).matchAll(language === 'en' ? /\*\*(.+?)\*\*/g : /「(.+?)」/g)].map(([, name = '']) => name)
    const quoted = (number: number): string => /(?:You should see|こうなれば OK)[^`]*`([^`]+)`/.exec(step(number))![1]!
    const set = `lobby-signage-${language}`
    const signage = join(temporaryDirectory(), 'signage')
    mkdirSync(signage)
    for (let number = 1; number <= 11; number += 1) writeFileSync(join(signage, `${number}.jpg`), Buffer.alloc(100_000, number))
    writeFileSync(join(signage, 'film.mp4'), Buffer.alloc(47_100_000))

    const { page, complaints } = await visit(browser, collector, { size, language })
    const [content, publishContent] = named(2)
    const menu = page.getByRole('link', { name: content!, exact: true })
    if (!await menu.first().isVisible()) await page.locator('summary, button[aria-expanded]').first().click()
    await menu.first().click()
    await page.getByRole('link', { name: publishContent! }).click()
    const form = page.locator('form.publishing')
    await form.locator('input').first().fill(set)
    await form.locator('input[webkitdirectory]').setInputFiles(signage)
    await form.getByText(quoted(2)).waitFor(pollTimeout)

    await form.getByText(named(3)[0]!, { exact: true }).first().waitFor(pollTimeout)
    for (const site of ['north', 'south']) await form.getByLabel(site).check()
    await form.getByRole('button', { name: named(4)[0]! }).click()
    await form.locator('.preview summary').click(pollTimeout)
    await expect.poll(() => form.locator('.takers > li').count(), pollTimeout).toBe(48)
    await expectToFit(page)
    await form.getByRole('button', { name: named(5)[0]!, exact: true }).click()
    await page.waitForURL(`**/admin/content/sets/${set}`, pollTimeout)
    for (const key of keys.slice(0, 46)) await take(key)
    const bar = (): Promise<string> => page.locator('.one > .progress').innerText()
    await expect.poll(bar, pollTimeout).toContain(quoted(5))

    writeFileSync(join(signage, '1.jpg'), 'another')
    await page.goto(`${collector.origin}/admin/content/publish?set=${set}`)
    await form.locator('input[webkitdirectory]').setInputFiles(signage)
    await form.getByRole('button', { name: named(4)[0]! }).click()
    await form.getByRole('button', { name: named(5)[0]!, exact: true }).click()
    await page.waitForURL(`**/admin/content/sets/${set}`, pollTimeout)
    const [goBack, current] = named(6)
    await page.getByRole('button', { name: goBack! }).click(pollTimeout)
    await page.getByRole('dialog').getByRole('button', { name: goBack! }).click()
    await expect.poll(() => page.getByText(current!, { exact: true }).count(), pollTimeout).toBe(1)
    await expect.poll(bar, pollTimeout).toContain(quoted(5))
    await expectToFit(page)
    expect(complaints).toStrictEqual([])
  })
})
