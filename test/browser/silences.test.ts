import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alertmanagerClient } from '../../collector/src/alerts/alertmanager/alertmanager-client.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { describeWith, startProgram, type RunningProgram } from '../whole/processes.ts'
import { alertmanagerProgram } from '../whole/real-peers.ts'
import { chromiumProgram } from './chromium.ts'
import type { RunningCollector } from './collector.ts'
import { deviceId } from './fleet.ts'
import { setHidden } from './in-page.ts'
import { expectToFit, pollTimeout, visit } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

interface HeldSilence {
  readonly status: { readonly state: string }
  readonly matchers: readonly { readonly name: string, readonly value: string }[]
  readonly startsAt: string
  readonly endsAt: string
  readonly createdBy: string
  readonly comment: string
}

describeWith(alertmanagerProgram, chromiumProgram)('the page about silences, with the real Alertmanager', () => {
  const directory = temporaryDirectory(untilAllEnd())
  let browser: Browser
  let collector: RunningCollector
  let alertmanager: RunningProgram
  let alertmanagerUrl = ''
  const held = async (): Promise<readonly HeldSilence[]> =>
    (await (await fetch(`${alertmanagerUrl}/api/v2/silences`)).json()) as readonly HeldSilence[]

  beforeAll(async () => {
    const port = await freePort()
    alertmanagerUrl = `http://127.0.0.1:${port}`
    const configFile = join(directory, 'alertmanager.yml')
    writeFileSync(configFile, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n')
    alertmanager = await startProgram({
      argv: [
        alertmanagerProgram,
        `--config.file=${configFile}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address='
      ],
      logFile: join(directory, 'alertmanager.log'),
      readyUrl: `${alertmanagerUrl}/-/ready`
    })
  })
  afterAll(() => alertmanager?.stop())
  withCollector(() => ({ devices: 12, settings: { MIMAMORI_ALERTMANAGER_URL: alertmanagerUrl } }), (started) => { collector = started })
  withBrowser((started) => { browser = started })

  it('silences the device that an alert leads here with, beside the command for the same, which marks the alert, and ends that early', async () => {
    const { page } = await visit(browser, collector)
    await alertmanagerClient(alertmanagerUrl).postAlerts([
      { labels: { alertname: 'DeviceSilent', device: deviceId(0), severity: 'warning' }, annotations: { summary: 'A device is silent.' } }
    ])
    await page.goto(`${collector.origin}/admin/alerts/silences?device=${deviceId(0)}&alertname=DeviceSilent`)
    await page.getByText('No silences.').waitFor()
    await page.getByRole('button', { name: 'Silence', exact: true }).click()
    await expect.poll(() => page.getByRole('alert').innerText(), pollTimeout).toBe('Enter a reason, in one line of at most 500 characters.')
    await page.getByLabel('Reason').fill('new display')
    await page.getByLabel('Your name').fill('田中')
    await expect
      .poll(() => page.locator('.silencing .command code').innerText(), pollTimeout)
      .toMatch(
        new RegExp(`alerts silence --device ${deviceId(0)} --alertname DeviceSilent --until \\S+Z --reason 'new display' --by '田中'$`)
      )
    await page.getByRole('button', { name: 'Silence', exact: true }).click()
    await expect.poll(() => page.locator('.silence strong').innerText(), pollTimeout).toBe(`Alert DeviceSilent, Device ${deviceId(0)}`)
    expect(await held()).toMatchObject([{ status: { state: 'active' }, createdBy: '田中', comment: 'new display' }])
    await page.goto(`${collector.origin}/admin/alerts`)
    await expect
      .poll(() => page.locator('.alert').innerText(), pollTimeout)
      .toMatch(/Suppressed[\s\S]*Silenced by 田中 until .*: new display/)
    await page.goto(`${collector.origin}/admin/alerts/silences`)
    await page.locator('.silence').getByRole('button', { name: 'End now' }).click()
    await page.getByText('No silences.').waitFor()
    expect((await held()).map(({ status }) => status.state)).toEqual(['expired'])
  })

  it('keeps what was typed where the silences cannot be loaded again, and where the session ends', async () => {
    const { page } = await visit(browser, collector)
    await page.goto(`${collector.origin}/admin/alerts/silences?device=${deviceId(1)}`)
    const reason = page.getByRole('textbox', { name: 'Reason' })
    await reason.fill('new cable')
    const pollNow = () => page.evaluate(setHidden, false)
    await page.route('**/api/silences', (route) => route.fulfill({ status: 502, json: { code: 'ALERTMANAGER_UNAVAILABLE' } }))
    await pollNow()
    const problem = page.getByText('The silences could not be loaded again')
    await problem.waitFor(pollTimeout)
    await expect(reason.inputValue()).resolves.toBe('new cable')
    await page.unroute('**/api/silences')
    await pollNow()
    await problem.waitFor({ state: 'detached', ...pollTimeout })
    const session = (await page.context().cookies()).find(({ name }) => name === 'mimamori_session')
    await collector.deps.access.endSession(session!.value)
    await pollNow()
    const ended = page.getByText('You are no longer logged in.')
    await ended.waitFor(pollTimeout)
    await expect(reason.inputValue()).resolves.toBe('new cable')
    const other = await page.context().newPage()
    await other.goto(collector.loginLink())
    await ended.waitFor({ state: 'detached', ...pollTimeout })
    await expect(reason.inputValue()).resolves.toBe('new cable')
  })

  it('plans maintenance of a site by the clocks of the browser’s time zone, on a phone and in Japanese', async () => {
    const { page, complaints } = await visit(browser, collector, { size: 'phone', language: 'ja', timeZone: 'Asia/Taipei' })
    await page.goto(`${collector.origin}/admin/alerts/silences`)
    await page.getByLabel('拠点').selectOption('第二工場')
    await page.getByLabel('期間').selectOption({ label: '計画保守' })
    await page.getByText('Asia/Taipei').waitFor()
    await page.getByLabel('開始').fill('2099-12-05T08:00')
    await page.getByLabel('終了').fill('2099-12-05T07:00')
    await page.getByLabel('理由').fill('電源工事')
    await page.getByRole('button', { name: '計画保守を登録' }).click()
    await page.getByText('開始より後').waitFor()
    await page.getByLabel('終了').fill('2099-12-05T17:00')
    await page.getByRole('button', { name: '計画保守を登録' }).click()
    await expect.poll(() => page.locator('.silence strong').innerText(), pollTimeout).toBe('拠点：第二工場')
    expect((await held()).find(({ status }) => status.state === 'pending')).toMatchObject({
      matchers: [{ name: 'site', value: '第二工場' }],
      startsAt: '2099-12-05T00:00:00.000Z',
      endsAt: '2099-12-05T09:00:00.000Z'
    })
    await expectToFit(page)
    await page.getByRole('button', { name: '取りやめ' }).click()
    await page.getByText('サイレンスはありません。').waitFor()
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toStrictEqual([])
  })
})
