import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { describeWith } from '../whole/processes.ts'
import { serverName } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { idOf, settle } from './fleet.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const sha256 = 'a'.repeat(64)

/**
 * How a device is added on the page; the device that runs the line stands in for itself, and test/ansible/agent-installer.test.ts has a
 * real one.
 */
describeWith('/usr/bin/chromium')('adding a device on the page', () => {
  const agentDirectory = temporaryDirectory(untilAllEnd())
  let browser: Browser
  let collector: RunningCollector

  const publish = () =>
    writeFileSync(
      join(agentDirectory, 'agent.json'),
      JSON.stringify({
        revision: '0.1.0-1f2e3d4c5b6a',
        archives: { aarch64: { file: 'agent.tar.gz', sha256 } },
        installer: { file: 'installer.tar.gz', sha256 }
      })
    )
  /** What the line does on the device, as far as the page sees it. */
  const runLine = async (line: string): Promise<void> => {
    const [token = ''] = /mme_[\w-]+/.exec(line) ?? []
    const { id, key } = (await (
      await fetch(`${collector.origin}/api/enrollment`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    ).json()) as { readonly id: string, readonly key: string }
    const report = await fetch(`${collector.origin}/api/clients/status`, {
      method: 'POST',
      headers: { 'x-client-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: id, hostname: id, ipAddress: '192.168.10.33', cpuUsage: 1, memoryUsage: 2, diskUsage: 3 })
    })
    expect(report.status).toBe(200)
  }
  const publishLine = `cd ${join(import.meta.dirname, '../..')} && sudo npm run publish-agent -- --to ${agentDirectory}`
  const onLan = (address: string): string => address.replace('127.0.0.1', serverName)
  const visitFromLan = (options: Parameters<typeof visit>[2]) => visit(browser, { loginLink: () => onLan(collector.loginLink()) }, options)
  const lineOn = async (page: Page): Promise<string> => {
    const line = page.getByRole('dialog').locator('code').first()
    await line.waitFor(pollTimeout)
    return line.innerText()
  }

  withCollector({ settings: { MIMAMORI_AGENT_DIR: agentDirectory } }, (started) => { collector = started })
  withBrowser((started) => { browser = started })

  it('leads from an empty fleet to a device that is online, by the keyboard alone', async () => {
    const { page } = await visitFromLan({ size: 'phone' })
    const add = page.getByRole('button', { name: 'Add a device' })
    await expect.poll(() => add.isEnabled(), pollTimeout).toBe(true)
    await add.focus()
    await page.keyboard.press('Enter')
    await page.locator('#device-id:focus').waitFor(pollTimeout)
    // Nothing to install yet: said before anything is registered.
    expect(await lineOn(page)).toBe(publishLine)
    await expectToFit(page)
    await page.keyboard.type('Pi Kiosk')
    await page.keyboard.press('Enter')
    await page.getByText('Up to 63 of a–z').waitFor(pollTimeout)
    await page.locator('#device-id:focus').waitFor(pollTimeout)
    await page.keyboard.press('Control+A')
    await page.keyboard.type('pi-first')
    await page.keyboard.press('Tab')
    await page.keyboard.type('192.168.10.33')
    await expectToFit(page)
    await page.keyboard.press('Enter')
    // The form has a button of this name, too, and the same line.
    await page.locator('#device-id').waitFor({ state: 'detached', ...pollTimeout })
    await page.getByRole('button', { name: 'Check again' }).waitFor(pollTimeout)
    expect(await lineOn(page)).toBe(publishLine)
    publish()
    await page.getByRole('button', { name: 'Check again' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('The command can be used once, within 30 minutes.').waitFor(pollTimeout)
    const line = await lineOn(page)
    expect(line.replace(serverName, 'SERVER')).toMatch(
      /^echo mme_\S+ \| \{ script=\$\(curl -fsS http:\/\/SERVER:\d+\/install\.sh\) && sudo sh -c "\$script"; \}$/
    )
    await page.getByRole('dialog').getByText('./scripts/enroll-device.sh pi-first 192.168.10.33', { exact: true }).waitFor(pollTimeout)
    await page.getByLabel('Account on the device').fill('pi')
    await page
      .getByRole('dialog')
      .getByText('./scripts/enroll-device.sh pi-first 192.168.10.33 --user pi', { exact: true })
      .waitFor(pollTimeout)
    await expectToFit(page)
    await runLine(line)
    await page.getByText('pi-first is online.').waitFor(pollTimeout)
    await page.locator('a:focus', { hasText: 'Open its page' }).waitFor(pollTimeout)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count(), pollTimeout).toBe(0)
    await page.locator('[role="rowgroup"]').getByText('pi-first').first().waitFor(pollTimeout)
  })

  it('says that an ID is taken, in Japanese, and gives a new card the place of a silent device', async () => {
    await settle(collector.deps, { devices: 12 })
    const silent = idOf('silent')
    const { page } = await visitFromLan({ language: 'ja' })
    await page.getByRole('button', { name: '端末を追加' }).click()
    await page.getByLabel('端末 ID', { exact: true }).fill(silent)
    await page.keyboard.press('Enter')
    await page.getByText('この ID の端末は登録済みです。').waitFor(pollTimeout)
    await page.keyboard.press('Escape')

    await page.goto(onLan(`${collector.origin}/admin/devices/${silent}`))
    await page.getByRole('button', { name: 'カードを交換' }).click()
    const line = await lineOn(page)
    await page.getByRole('dialog').getByText(new RegExp(`^\\./scripts/enroll-device\\.sh ${silent} .*--replace$`)).waitFor(pollTimeout)
    await page.getByText('古いカードのキーは、新しいカードから最初の報告が届くまで使えます。').waitFor(pollTimeout)
    await expectToFit(page)
    await runLine(line)
    await page.getByText(`${silent} が稼働を始めました。`).waitFor(pollTimeout)
  })

  it('shows the line again on the page of a device that waits for its first report', async () => {
    const id = idOf('pending')
    const { page } = await visitFromLan({ size: 'phone' })
    await page.goto(onLan(`${collector.origin}/admin/devices/${id}`))
    await page.getByRole('button', { name: 'Set up' }).click()
    expect(await lineOn(page)).toMatch(/^echo mme_/)
    await page.getByRole('dialog').getByText(new RegExp(`^\\./scripts/enroll-device\\.sh ${id}(?! .*--replace)`)).waitFor(pollTimeout)
    await expect(page.getByRole('dialog').getByText('old card').count()).resolves.toBe(0)
    await expect(page.getByRole('button', { name: 'Replace card' }).count()).resolves.toBe(0)
    await expectToFit(page)
    await page.keyboard.press('Escape')
    await page.locator('.care li button:focus').getByText('Set up', { exact: true }).waitFor(pollTimeout)
  })

  it('says all that keeps devices from the collector, and how to start that one so that they reach it', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/devices/${idOf('late')}`)
    await page.getByRole('button', { name: 'Replace card' }).click()
    await page.getByText('The collector listens only for its own machine.').waitFor(pollTimeout)
    await page.getByText('Connections from the network without https are not allowed.').waitFor(pollTimeout)
    expect(await lineOn(page)).toMatch(/^cd \S+ && .*MIMAMORI_LISTEN=0\.0\.0\.0:0 MIMAMORI_ALLOW_HTTP=yes npm start$/)
    await expectToFit(page)
  })

  it('shows a viewer the button, and why it does nothing', async () => {
    const { page, complaints } = await visit(browser, collector, { role: 'viewer' })
    await page.getByText('You are logged in as a viewer. An administrator can do this.').waitFor(pollTimeout)
    await expect(page.getByRole('button', { name: 'Add a device' }).isDisabled()).resolves.toBe(true)
    expect(complaints).toStrictEqual([])
  })
})
