import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeWith } from '../whole/processes.ts'
import type { RunningCollector } from './collector.ts'
import { idOf } from './fleet.ts'
import { stopPolling } from './in-page.ts'
import { expectToFit, pollTimeout, visit, type VisitOptions } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

/** What an administrator does with a device on its page, and what a viewer sees of it. */
describeWith('/usr/bin/chromium')('caring for a device on its page', () => {
  let browser: Browser
  let collector: RunningCollector

  withCollector({ devices: 9, settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '600' } }, (started) => { collector = started })
  withBrowser((started) => { browser = started })

  const open = async (id: string, options: VisitOptions = {}) => {
    const { page, complaints } = await visit(browser, collector, options)
    await page.goto(`${collector.origin}/admin/devices/${id}`)
    await page.locator('.care').waitFor(pollTimeout)
    return { page, complaints }
  }
  const device = (id: string) => collector.deps.registry.get(id)
  const button = (page: Page, name: string) => page.locator('.care > ul').getByRole('button', { name, exact: true })
  const waitForSaid = (page: Page, sentence: string | RegExp) => page.locator('.said').getByText(sentence).waitFor(pollTimeout)
  /** Until it is gone from the page, too: a closed one is hidden before the page has heard that. */
  const waitForClosed = (page: Page) => page.locator('dialog').waitFor({ state: 'detached', ...pollTimeout })
  const focusOn = (page: Page, name: string) => page.locator('.care li button:focus').getByText(name, { exact: true }).waitFor(pollTimeout)
  const report = async (id: string, key: string): Promise<void> => {
    const { status } = await fetch(`${collector.origin}/api/clients/status`, {
      method: 'POST',
      headers: { 'x-client-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: id, hostname: id, ipAddress: '192.168.10.33', cpuUsage: 1, memoryUsage: 2, diskUsage: 3 })
    })
    expect(status).toBe(200)
  }

  it('is paused with a reason and resumed by the keyboard alone, which stays at the button', async () => {
    const id = idOf('hot')
    const { page, complaints } = await open(id, { timeZone: 'Asia/Tokyo', size: 'phone' })
    await button(page, 'Pause').focus()
    await page.keyboard.press('Enter')
    await page.locator('#pause-end:focus').waitFor(pollTimeout)
    await page.keyboard.type('Monday')
    await page.getByText(/^Ends by itself: .*08:00:00/).waitFor(pollTimeout)
    await page.keyboard.press('Tab')
    await page.keyboard.type('stocktaking')
    await page.getByRole('dialog').getByText('As a command').click()
    await page.getByText(new RegExp(`devices pause ${id} --until \\S+Z --reason stocktaking$`)).waitFor(pollTimeout)
    await expectToFit(page)
    await page.locator('#pause-reason').focus()
    await page.keyboard.press('Enter')
    await waitForSaid(page, new RegExp(`^${id} is paused until .*08:00:00.*“Resume” ends the pause\\.$`))
    await waitForClosed(page)
    await focusOn(page, 'Resume')
    expect(device(id)).toMatchObject({ state: 'paused', pauseReason: 'stocktaking' })
    expect(new Date(device(id)!.pausedUntilMs!).toISOString()).toMatch(/T23:00:00\.000Z$/)
    await page.locator('.why', { hasText: 'stocktaking' }).waitFor(pollTimeout)
    await button(page, 'Change the pause').click()
    await page.getByLabel('Until', { exact: true }).selectOption({ label: 'Without end, until it is resumed' })
    await page.getByRole('dialog').getByRole('button', { name: 'Change the pause', exact: true }).click()
    await waitForSaid(page, `${id} is paused without end.`)
    await waitForClosed(page)
    expect(device(id)).toMatchObject({ state: 'paused', pauseReason: 'stocktaking' })
    expect(device(id)).not.toHaveProperty('pausedUntilMs')
    await button(page, 'Resume').focus()
    await page.keyboard.press('Enter')
    await waitForSaid(page, `The pause of ${id} is over.`)
    await focusOn(page, 'Pause')
    expect(device(id)?.state).toBe('active')
    expect(complaints).toStrictEqual([])
  })

  it('is edited in Japanese: what is wrong stands at its field, and only what was changed is sent', async () => {
    const id = idOf('full')
    const { page } = await open(id, { language: 'ja' })
    await page.addInitScript(stopPolling)
    await page.reload()
    await button(page, '編集').click(pollTimeout)
    await page.getByLabel('名前（省略可）').fill('組立ライン 3')
    await page.getByLabel('アドレス（省略可）').fill('192.168.1.256')
    await page.getByLabel('「報告なし」とするまでの時間数（省略可）').fill('１．５')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('IP アドレスかホスト名を入力してください').waitFor(pollTimeout)
    await page.locator('#device-address:focus').waitFor(pollTimeout)
    await expectToFit(page)
    await page.getByLabel('アドレス（省略可）').fill('192.168.1.25')
    await collector.deps.registry.update(id, { role: 'signage-2' })
    await page.getByRole('button', { name: '保存' }).click()
    await waitForSaid(page, `${id} の変更を保存しました。`)
    await page.locator('h1', { hasText: '組立ライン 3' }).waitFor(pollTimeout)
    // The list of changes has it because of the change: nothing here has it look again by itself.
    await page.locator('.audited', { hasText: '組立ライン 3' }).waitFor(pollTimeout)
    expect(device(id)).toMatchObject({ name: '組立ライン 3', address: '192.168.1.25', role: 'signage-2', limits: { silentAfterSeconds: 5400 } })
  })

  it('is not changed over another administrator unseen', async () => {
    const id = idOf('clock')
    const { page } = await open(id)
    await button(page, 'Edit').click()
    await page.locator('#device-name').fill('Line A')
    await collector.deps.registry.update(id, { name: 'Line B', site: 'north' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody else has changed this to “Line B”. Save again to replace that.').waitFor(pollTimeout)
    await expect(page.locator('#device-site').inputValue()).resolves.toBe('north')
    expect(device(id)?.name).toBe('Line B')
    await page.getByRole('button', { name: 'Save' }).click()
    await waitForSaid(page, `The changes to ${id} are saved.`)
    expect(device(id)).toMatchObject({ name: 'Line A', site: 'north' })
  })

  it('gets a new key that is shown once, and loses the old one when that is ended', async () => {
    const id = idOf('shutdown')
    const { page } = await open(id)
    await button(page, 'New key').click()
    await page.getByRole('dialog').getByText(`./scripts/rotate-keys.sh ${id} --older-than 0`, { exact: true }).waitFor(pollTimeout)
    await page.getByRole('button', { name: 'Issue a new key' }).click()
    await page.getByText(`The new key of ${id}. It is shown only now:`).waitFor(pollTimeout)
    const shown = page.getByRole('dialog').locator('code').first()
    await shown.waitFor(pollTimeout)
    const key = await shown.innerText()
    expect(key).toMatch(/^mmk_/)
    // It stays, however often Escape is pressed.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(shown.innerText()).resolves.toBe(key)
    await page
      .getByText(/^ssh -t 127\.7\.0\.\d+ 'sudo tee \/etc\/mimamori\/agent\.key > \/dev\/null && sudo systemctl restart mimamori-agent'$/)
      .waitFor(pollTimeout)
    await page.getByRole('button', { name: 'Close' }).click()
    await waitForSaid(page, `${id} has a new key. The old one still works.`)
    await waitForClosed(page)
    await focusOn(page, 'New key')
    await expect(page.content()).resolves.not.toContain(key)
    await expect.poll(() => button(page, 'Disable old keys').isDisabled(), pollTimeout).toBe(true)
    await expect.poll(async () => {
      await report(id, key)
      return button(page, 'Disable old keys').isEnabled()
    }, pollTimeout).toBe(true)
    await button(page, 'Disable old keys').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disable old keys' }).click()
    await waitForSaid(page, `${id} has one key now: the newest.`)
    expect(device(id)?.keys.filter(({ revokedAtMs }) => revokedAtMs === undefined)).toHaveLength(1)
  })

  it('is retired after one question, and deleted only where it has never reported', async () => {
    const id = idOf('silent')
    const { page } = await open(id, { size: 'phone' })
    await button(page, 'Retire').click()
    await page.getByRole('dialog').getByText(`Retire ${id}?`).waitFor(pollTimeout)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await waitForClosed(page)
    await focusOn(page, 'Retire')
    expect(device(id)?.state).toBe('active')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click()
    await waitForSaid(page, `${id} is retired. “New key” brings it back.`)
    await expect.poll(() => button(page, 'Retire').count(), pollTimeout).toBe(0)
    await page.locator('.said:focus').waitFor(pollTimeout)
    expect(device(id)?.state).toBe('retired')

    const mistake = idOf('pending')
    await page.goto(`${collector.origin}/admin/devices/${mistake}`)
    await expect(button(page, 'Retire').count()).resolves.toBe(0)
    // One Enter too many deletes nothing.
    await button(page, 'Delete').focus(pollTimeout)
    await page.keyboard.press('Enter')
    await page.locator('dialog button:focus').getByText('Cancel', { exact: true }).waitFor(pollTimeout)
    await page.keyboard.press('Enter')
    await waitForClosed(page)
    expect(device(mistake)).toBeDefined()
    await button(page, 'Delete').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await waitForSaid(page, `${mistake} is deleted.`)
    expect(device(mistake)).toBeUndefined()
  })

  it('shows a viewer the same place, and why nothing can be done there', async () => {
    const { page } = await visit(browser, collector, { role: 'viewer' })
    await page.goto(`${collector.origin}/admin/devices/${idOf('late')}`)
    await page.getByText('You are logged in as a viewer. An administrator can do this.').waitFor(pollTimeout)
    const buttons = await page.locator('.care > ul button').all()
    expect(buttons.length).toBeGreaterThan(4)
    expect(await Promise.all(buttons.map((each) => each.isDisabled()))).not.toContain(false)
  })
})
