import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { expect, it } from 'vitest'
import { testServer } from '../../ansible/runner/test/server.ts'
import { until } from '../../collector/test/until.ts'
import { describeWith } from '../whole/processes.ts'
import type { RunningCollector } from './collector.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

/** Starting an update on the page, with the runner that fetches it; Ansible is a stand-in. */
describeWith('/usr/bin/chromium')('starting an update on the page', () => {
  let browser: Browser
  let collector: RunningCollector
  withCollector({}, (started) => { collector = started })
  withBrowser((started) => { browser = started })

  it('is a button where a runner takes requests; leads to the run by the keyboard alone, and says why a second one is not started', async () => {
    const { deps, origin } = collector
    for (const id of ['pi-01', 'pi-02', 'pi-03']) await deps.registry.enroll({ id })
    const token = await deps.access.createToken({ name: 'runner', role: 'update' })
    const server = testServer({ env: { MIMAMORI_URL: origin, MIMAMORI_UPDATE_REQUESTS: 'update,reboot' } })
    server.file('token', token)
    const gate = server.file('gate')
    server.scenario({ hosts: { 'pi-01': [{ waitFor: gate }] } })

    const { page } = await visit(browser, collector, { size: 'phone' })
    await page.goto(`${origin}/admin/devices/pi-01`)
    await page.getByRole('heading', { name: 'Updates' }).first().waitFor(pollTimeout)
    const button = page.getByRole('button', { name: 'Update now' })
    expect(await button.count()).toBe(0)

    const listening = server.start('--listen')
    await until('a runner that listens', () => deps.runRequests.actions().includes('update'))
    await page.reload()
    await button.waitFor(pollTimeout)
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('./scripts/update-all-clients.sh --limit pi-01').waitFor(pollTimeout)
    await expectToFit(page)
    await page.keyboard.press('Enter')
    await page.getByText('The run has started.').waitFor(pollTimeout)
    await page.locator('a:focus', { hasText: 'Follow the run' }).waitFor(pollTimeout)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/admin/updates/*')
    const run = page.url().split('/').pop()!
    await page.getByText('pi-01').first().waitFor(pollTimeout)

    const japanese = await visit(browser, collector, { language: 'ja' })
    await japanese.page.goto(`${origin}/admin/updates`)
    await japanese.page.getByRole('button', { name: '全端末を更新' }).click()
    await japanese.page.getByRole('button', { name: '更新を開始' }).click()
    await japanese.page.getByText('開始できませんでした：').waitFor(pollTimeout)
    await japanese.page.getByRole('dialog').getByText(run).waitFor(pollTimeout)
    // The options of a command are no help here.
    expect(await japanese.page.getByRole('dialog').getByText('開始できませんでした：').textContent()).not.toContain('--')

    const viewer = await visit(browser, collector, { role: 'viewer' })
    await viewer.page.goto(`${origin}/admin/devices/pi-01`)
    await viewer.page.getByText('An administrator can do this here.').waitFor(pollTimeout)
    await expect(viewer.page.getByRole('button', { name: 'Update now' }).isDisabled()).resolves.toBe(true)
    expect(viewer.complaints).toStrictEqual([])

    await deps.registry.retire('pi-03')
    await page.goto(`${origin}/admin/devices/pi-03`)
    await page.getByRole('heading', { name: 'Updates' }).first().waitFor(pollTimeout)
    expect(await button.count()).toBe(0)

    writeFileSync(gate, '')
    await until('the end of the run', () => existsSync(join(server.state, 'runs', run, 'result.json')))

    // A reboot is a run as well, and no update.
    server.scenario({ hosts: { 'pi-02': [{ noRelease: true }] } })
    await page.goto(`${origin}/admin/devices/pi-02`)
    await page.getByRole('button', { name: 'Reboot', exact: true }).click()
    await page.getByRole('dialog').getByText('./scripts/update-all-clients.sh --what reboot --limit pi-02').waitFor(pollTimeout)
    expect(await page.getByRole('button', { name: 'Restart services' }).count()).toBe(0)
    await page.getByRole('dialog').getByRole('button', { name: 'Reboot', exact: true }).click()
    await page.getByRole('link', { name: 'Follow the run' }).click()
    await page.getByRole('heading', { name: 'Reboot started' }).waitFor(pollTimeout)
    await page.getByText('Rebooted').first().waitFor(pollTimeout)
    await page.goto(`${origin}/admin/devices/pi-02`)
    await page.getByRole('region', { name: 'Other playbook runs' }).getByText('Rebooted').waitFor(pollTimeout)

    listening.child.kill('SIGINT')
    await listening.ended
  })
})
