import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { httpStandIn, type HttpStandIn } from '../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { asNtfy, asSlack } from '../../collector/test/alerts/stand-ins/published-formats.ts'
import { smtpServer, type SmtpServer } from '../../collector/test/alerts/stand-ins/smtp-server.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { describeWith, startProgram, type RunningProgram } from '../whole/processes.ts'
import { alertmanagerProgram } from '../whole/real-peers.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { expectToFit, pollTimeout, visit, type Size } from './page.ts'
import { withBrowser, withCollector } from './suite.ts'

const path = '/admin/alerts/receivers'

/** The page on which receivers are kept, with the real Alertmanager and strict stand-ins for those whom it notifies. */
describeWith(alertmanagerProgram, '/usr/bin/amtool', '/usr/bin/chromium')('the receivers on the page', () => {
  const ended = untilAllEnd()
  const directory = temporaryDirectory(ended)
  const [baseFile, configFile, logFile] = [
    join(directory, 'base.yml'),
    join(directory, 'alertmanager', 'alertmanager.yml'),
    join(directory, 'alertmanager.log')
  ]
  const base = readFileSync(join(import.meta.dirname, '../../dashboards/out/alertmanager.yml'), 'utf8')
  let browser: Browser
  let collector: RunningCollector
  let alertmanager: RunningProgram
  let alertmanagerUrl = ''
  let smtp: SmtpServer
  let chat: HttpStandIn
  let ntfy: HttpStandIn

  const open = async (language: 'en' | 'ja' = 'en', size: Size = 'wide'): Promise<Page> => {
    const { page, complaints } = await visit(browser, collector, { language, size })
    await page.goto(collector.origin + path)
    await page.locator('h1').waitFor(pollTimeout)
    expect(complaints).toStrictEqual([])
    return page
  }
  const running = async (): Promise<string> =>
    ((await (await fetch(`${alertmanagerUrl}/api/v2/status`)).json()) as { readonly config: { readonly original: string } }).config.original
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
  const resultOf = (page: Page, name: string) =>
    page.locator('.receiver', { has: page.locator('strong', { hasText: name }) }).locator('.result')

  beforeAll(async () => {
    ;[smtp, chat, ntfy] = [
      await smtpServer(undefined, ended),
      await httpStandIn(asSlack, ended),
      await httpStandIn(asNtfy(undefined), ended)
    ]
  })
  withCollector(async () => {
    const [port, alertmanagerPort] = [await freePort(), await freePort()]
    alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`
    writeFileSync(baseFile, base)
    return {
      devices: 3,
      settings: {
        MIMAMORI_LISTEN: `127.0.0.1:${port}`,
        MIMAMORI_ALERTMANAGER_URL: alertmanagerUrl,
        MIMAMORI_ALERTMANAGER_CONFIG: configFile,
        MIMAMORI_ALERTMANAGER_BASE: baseFile,
        MIMAMORI_ALERTMANAGER_LOG: logFile
      }
    }
  }, (started) => { collector = started })
  // On the configuration that the collector has written.
  beforeAll(async () => {
    alertmanager = await startProgram({
      argv: [
        alertmanagerProgram, `--config.file=${configFile}`, `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=${new URL(alertmanagerUrl).host}`, '--cluster.listen-address='
      ],
      logFile,
      readyUrl: `${alertmanagerUrl}/-/ready`
    })
  })
  afterAll(() => alertmanager?.stop())
  withBrowser((started) => { browser = started })

  it('a newcomer fills in two fields, presses Test, and the message has arrived in the receiver’s language', async () => {
    const page = await open('ja', 'phone')
    await page.getByLabel('種類', { exact: true }).selectOption('Slack・Mattermost')
    await page.getByLabel('Webhook のアドレス').fill(`${chat.origin}/hooks/very-secret`)
    await expectToFit(page)
    await page.getByRole('button', { name: '保存' }).click()
    const test = page.getByRole('button', { name: 'chat をテスト', exact: true })
    await test.waitFor(pollTimeout)
    await test.click()
    await expect.poll(() => resultOf(page, 'chat').innerText(), pollTimeout).toContain('がテストを受け付けました')
    await expect(resultOf(page, 'chat').locator('li').allInnerTexts()).resolves.toStrictEqual([
      '到着 コレクターから Alertmanager へ', '到着 Alertmanager からコレクターへ', `到着 コレクターから ${chat.origin} へ`
    ])
    expect(chat.requests.map(({ body }) => body)).toStrictEqual([expect.stringContaining('【情報】テスト：この通知先に通知が届きます。') as string])
    await expect(page.content()).resolves.not.toContain('very-secret')
    await expectToFit(page)
  })

  it('e-mail asks for the relay first; a test by a wrong relay says what it is, and by the right one the mail arrives', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Add a receiver', exact: true }).click()
    const relay = page.getByRole('region', { name: 'New receiver' })
    await relay.getByLabel('Mail server', { exact: true }).fill('127.0.0.1')
    await relay.getByLabel('Sender', { exact: true }).fill('mimamori@factory.lan')
    await relay.getByText('Port, encryption, login').click()
    await relay.getByLabel('Port', { exact: true }).fill(String(await freePort()))
    await relay.getByLabel('Encryption', { exact: true }).selectOption('None')
    await save(page)
    await page.getByLabel('E-mail address', { exact: true }).fill('line3@factory.lan')
    await save(page)
    const test = page.getByRole('button', { name: 'Test line3', exact: true })
    await test.click(pollTimeout)
    await expect.poll(() => resultOf(page, 'line3').innerText(), pollTimeout).toMatch(/Failed[^]*Nothing listens at 127\.0\.0\.1:\d+\./)
    await page.getByRole('button', { name: 'Edit the mail relay', exact: true }).click()
    await page.getByRole('region', { name: 'Mail relay' }).getByLabel('Port', { exact: true }).fill(String(smtp.port))
    await save(page)
    await page.getByText(`127.0.0.1:${smtp.port}`).waitFor(pollTimeout)
    await test.click()
    await expect.poll(() => resultOf(page, 'line3').innerText(), pollTimeout).toContain('accepted the test for line3@factory.lan')
    expect(smtp.mails.map(({ subject }) => subject)).toStrictEqual(['[Info] Test: notifications reach this receiver.'])
  })

  it('what is wrong stands at its field, what was typed stays, and Alertmanager keeps its configuration', async () => {
    const before = await running()
    const page = await open()
    await page.getByRole('button', { name: 'Add a receiver', exact: true }).click()
    await page.getByLabel('Type', { exact: true }).selectOption('HTTP request (signal tower, PLC)')
    const [address, body] = [page.getByLabel('URL', { exact: true }), page.getByLabel('Body (optional)')]
    await address.fill('http://169.254.169.254/tower')
    await body.fill('{{nonsense}}')
    await save(page)
    await page.getByText('It must not lead to a link-local address').waitFor(pollTimeout)
    await address.fill(`${ntfy.origin}/tower`)
    await save(page)
    await page.getByText('Use only the placeholders below').waitFor(pollTimeout)
    await expect(body.inputValue()).resolves.toBe('{{nonsense}}')
    await expect(body.getAttribute('aria-invalid')).resolves.toBe('true')
    await body.fill('{{title}}')
    writeFileSync(baseFile, `${base}\nnonsense: true\n`)
    await save(page)
    await page.getByText(/configuration cannot be created from this.*field nonsense not found/).waitFor(pollTimeout)
    writeFileSync(baseFile, base)
    await expect(running()).resolves.toBe(before)
    await save(page)
    await page.getByRole('button', { name: 'Test http', exact: true }).click(pollTimeout)
    await expect.poll(() => resultOf(page, 'http').innerText(), pollTimeout).toContain(`${ntfy.origin} does not know this address (404)`)
  })

  it('a viewer sees the receivers, and why nothing can be changed; an administrator removes after one question', async () => {
    const { page: watching } = await visit(browser, collector, { role: 'viewer' })
    await watching.goto(collector.origin + path)
    await watching.getByText('You are logged in as a viewer.').waitFor(pollTimeout)
    await expect(watching.getByRole('button', { name: /Test|Edit|Remove|Add/ }).count()).resolves.toBe(0)
    await watching.context().close()
    const page = await open()
    await page.getByRole('button', { name: 'Remove http', exact: true }).click()
    await page.getByText('Remove http? It will no longer receive alerts.').waitFor(pollTimeout)
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('button', { name: 'Test http', exact: true }).waitFor({ state: 'detached', ...pollTimeout })
  })

  it('an administrator sets after how long a device is down, for the fleet and for a site, and sees the command; a viewer reads it', async () => {
    const page = await open()
    const panel = page.getByRole('region', { name: 'When a device is silent or down' })
    await panel.getByText('silent after 12 h · down after 10 min · DeviceDown: Warning').waitFor(pollTimeout)
    await panel.getByRole('button', { name: 'Change Fleet' }).click()
    await panel.getByLabel('Down after').fill('3')
    await save(page)
    await panel.getByText('Enter a number of minutes').waitFor(pollTimeout)
    await panel.getByLabel('Down after').fill('20')
    await panel.getByText(/ limits set fleet --down-after 1200s$/).waitFor(pollTimeout)
    await expectToFit(page)
    await save(page)
    await panel.getByText('down after 20 min').waitFor(pollTimeout)
    await panel.getByRole('button', { name: 'Set for a site or role' }).click()
    await panel.getByLabel('Name of the site or role').fill('east')
    await panel.getByLabel('Severity of DeviceDown').selectOption('critical')
    await save(page)
    await panel.getByText('Site east DeviceDown: Critical').waitFor(pollTimeout)
    await page.context().close()

    const { page: watching } = await visit(browser, collector, { size: 'phone', role: 'viewer' })
    await watching.goto(collector.origin + path)
    await watching.getByText('Site east DeviceDown: Critical').waitFor(pollTimeout)
    await expect(watching.getByRole('button', { name: /Change|Remove|Set/ }).count()).resolves.toBe(0)
    await expectToFit(watching)
    await watching.context().close()
  })

  it('for an Alertmanager that somebody else runs, the page shows what to paste there, without secrets', async () => {
    const alone = await startCollector()
    await alone.deps.alerting.receivers.add({
      name: 'chat',
      language: 'ja',
      channel: { type: 'slack', url: `${chat.origin}/hooks/very-secret` },
      sites: [],
      severities: [],
      repeatSeconds: {},
      quietHours: null,
      enabled: true
    })
    const { page, complaints } = await visit(browser, alone)
    // As a proxy on the way answers.
    await page.route('**/api/receivers/configuration', (route) => route.fulfill({ contentType: 'text/html', body: '<html>' }), { times: 1 })
    await Promise.all([page.waitForResponse('**/api/receivers/configuration'), page.goto(alone.origin + path)])
    await page.reload()
    await page.getByText('alertmanager.yml').click(pollTimeout)
    await expect(page.locator('pre').first().innerText()).resolves.toContain('/etc/mimamori/alertmanager/chat-url')
    await page.getByText('chat-url: a secret. Write it yourself').waitFor(pollTimeout)
    await expect(page.content()).resolves.not.toContain('very-secret')
    expect(complaints.filter((complaint) => complaint.includes('Uncaught'))).toStrictEqual([])
    await page.context().close()
    await alone.close()
  })
})
