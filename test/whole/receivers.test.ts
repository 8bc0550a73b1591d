import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alertmanagerClient } from '../../collector/src/alerts/alertmanager/alertmanager-client.ts'
import { httpStandIn, type HttpStandIn } from '../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { asNtfy, asRocketChat, asSlack, asTeams } from '../../collector/test/alerts/stand-ins/published-formats.ts'
import { smtpServer, type SmtpServer } from '../../collector/test/alerts/stand-ins/smtp-server.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { until } from '../../collector/test/until.ts'
import { freePort } from '../../collector/test/free-port.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'
import { describeWith, startProgram, type RunningProgram } from './processes.ts'
import { alertmanagerProgram } from './real-peers.ts'

const relayLogin = { user: 'mimamori', password: 'relay-pass-word' }
const token = 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2'
const secretPath = '/hooks/very-secret'

/** An hour before or after now, in UTC. */
const timeOfDay = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16)

interface AlertsAnswer {
  readonly alerts: readonly {
    readonly device: string
    readonly state: string
    readonly notified: readonly { readonly receiver: string, readonly state: string, readonly delivered: boolean }[]
  }[]
}
interface StatusAnswer {
  readonly notificationProblem: string | null
  readonly unknownSince: string | null
  readonly undelivered: readonly string[]
}
interface TestAnswer { readonly outcome: string, readonly text: string }

/** The real Alertmanager on the configuration that the collector writes, and strict stand-ins for its receivers. */
describeWith(alertmanagerProgram, '/usr/bin/amtool')('those who are notified, by the real Alertmanager', () => {
  const ended = untilAllEnd()
  const directory = temporaryDirectory(ended)
  const configFile = join(directory, 'alertmanager', 'alertmanager.yml')
  const logFile = join(directory, 'alertmanager.log')
  const calendarFile = join(directory, 'calendar.yml')
  let collector: CollectorHandle
  let alertmanager: RunningProgram
  let smtp: SmtpServer
  let chat: HttpStandIn
  let program: HttpStandIn
  let ntfy: HttpStandIn
  let teams: HttpStandIn
  let rocket: HttpStandIn
  let night: HttpStandIn
  let alertmanagerUrl = ''

  const postAlert = async (labels: Readonly<Record<string, string>>, endsAt?: string, texts: object = {}): Promise<void> => {
    const annotations = {
      summary: 'A device has not reported.',
      description: `${labels['device']} has not reported for 13h.`,
      summary_ja: '報告のない端末があります。',
      description_ja: `${labels['device']}から 13 時間、報告がありません。`,
      dashboard_url: `http://192.168.10.2:8080/admin/devices/${labels['device']}`,
      runbook_url: 'http://192.168.10.2:8080/admin/runbook/DeviceSilent',
      ...texts
    }
    const answer = await fetch(`${alertmanagerUrl}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ labels: { alertname: 'DeviceSilent', ...labels }, annotations, ...(endsAt !== undefined && { endsAt }) }])
    })
    expect(answer.status).toBe(200)
  }
  const testOf = async (name: string, lang = 'en'): Promise<TestAnswer> =>
    (await collector.admin('POST', `/api/receivers/${name}/test?lang=${lang}`)) as TestAnswer
  const add = (receiver: object) => collector.admin('POST', '/api/receivers', receiver)
  const relay = (change: object = {}) =>
    collector.admin('PUT', '/api/receivers/relay', {
      host: '127.0.0.1',
      port: smtp.port,
      from: 'mimamori@factory.lan',
      tls: 'none',
      ...relayLogin,
      ...change
    })
  const status = async () => await collector.admin('GET', '/api/alerts/status') as StatusAnswer
  /** Whatever is changed at Alertmanager has the collector look at once. */
  const look = () =>
    collector.admin('POST', '/api/silences', { alertname: 'Nothing', until: new Date(Date.now() + 60_000).toISOString(), reason: 'look' })
  const bodies = ({ requests }: HttpStandIn): readonly string[] => requests.map(({ body }) => body)

  beforeAll(async () => {
    smtp = await smtpServer(relayLogin, ended)
    chat = await httpStandIn(asSlack, ended)
    program = await httpStandIn(() => ({}), ended)
    ntfy = await httpStandIn(asNtfy(token), ended)
    teams = await httpStandIn(asTeams, ended)
    rocket = await httpStandIn(asRocketChat, ended)
    night = await httpStandIn(() => ({}), ended)
    const [port, alertmanagerPort] = [await freePort(), await freePort()]
    alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`
    const base = join(directory, 'base.yml')
    // The intervals of our own configuration, cut to seconds.
    writeFileSync(
      base,
      readFileSync(join(import.meta.dirname, '../../dashboards/out/alertmanager.yml'), 'utf8').replaceAll(
        /^( *group_(?:wait|interval): ).*$/gm,
        '$11s'
      )
    )
    writeFileSync(calendarFile, 'sites:\n  closed hall:\n    open: {}\n')
    collector = collectorAt({
      directory,
      port,
      settings: {
        MIMAMORI_ALERTMANAGER_URL: alertmanagerUrl,
        MIMAMORI_ALERTMANAGER_CONFIG: configFile,
        MIMAMORI_ALERTMANAGER_BASE: base,
        MIMAMORI_ALERTMANAGER_LOG: logFile,
        MIMAMORI_CALENDAR: calendarFile
      }
    })
    await collector.start()
    await relay()
    await add({ name: 'mail', language: 'ja', channel: { type: 'email', to: ['line3@factory.lan', 'chief@factory.lan'] } })
    await add({ name: 'chat', language: 'en', channel: { type: 'slack', url: chat.origin + secretPath } })
    await add({ name: 'program', language: 'en', channel: { type: 'webhook', url: program.origin + secretPath } })
    await add({ name: 'phones', language: 'ja', channel: { type: 'ntfy', server: ntfy.origin, topic: 'alerts', token } })
    await add({ name: 'office', language: 'en', channel: { type: 'teams', url: teams.origin + secretPath } })
    await add({ name: 'rocket', language: 'ja', channel: { type: 'rocketchat', url: rocket.origin + secretPath } })
    await add({
      name: 'night',
      language: 'en',
      channel: { type: 'webhook', url: night.origin },
      quietHours: { from: timeOfDay(-1), to: timeOfDay(1), timeZone: 'UTC' }
    })
    alertmanager = await startProgram({
      argv: [
        alertmanagerProgram,
        `--config.file=${configFile}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
        '--cluster.listen-address='
      ],
      logFile,
      readyUrl: `${alertmanagerUrl}/-/ready`
    })
    await until(
      'the configuration in use',
      async () => ((await collector.admin('GET', '/api/receivers')) as { configuration: string }).configuration === 'applied'
    )
  })
  afterAll(async () => {
    await alertmanager?.stop()
    await collector?.stop()
  })

  test('hear of an alert and of its end once each, in their language', async () => {
    const labels = { device: 'pi-kiosk-03', site: 'north', severity: 'warning' }
    await postAlert(labels)
    const all = [() => smtp.mails.length, ...[chat, program, ntfy, teams, rocket].map(({ requests }) => () => requests.length)]
    await until('the alert at all of them', () => all.every((count) => count() > 0))
    expect(smtp.mails).toEqual([
      {
        from: 'mimamori@factory.lan',
        to: ['line3@factory.lan', 'chief@factory.lan'],
        subject: '【警告】pi-kiosk-03：報告のない端末があります。（north）',
        text: 'pi-kiosk-03（north）\r\npi-kiosk-03から 13 時間、報告がありません。\r\n詳細：http://192.168.10.2:8080/admin/devices/pi-kiosk-03\r\n\r\n対応手順書：http://192.168.10.2:8080/admin/runbook/DeviceSilent?lang=ja'
      }
    ])
    expect(JSON.parse(bodies(chat)[0]!)).toMatchObject({ attachments: [{ title: '[Warning] pi-kiosk-03: A device has not reported. (north)' }] })
    await postAlert(labels, new Date(Date.now() - 1000).toISOString())
    await until('its end at all of them', () => all.every((count) => count() > 1))
    expect(smtp.mails[1]).toMatchObject({ subject: '【復旧】pi-kiosk-03：報告のない端末があります。（north）', text: '復旧：pi-kiosk-03（north）' })
    expect(all.map((count) => count())).toEqual([2, 2, 2, 2, 2, 2])
    const notified = await until('the collector, of all that', async () => {
      const { alerts: [alert] } = await collector.admin('GET', '/api/alerts?device=pi-kiosk-03') as AlertsAnswer
      return alert?.state === 'resolved' && alert.notified.length >= 12 ? alert.notified : undefined
    })
    const heard = ['chat', 'mail', 'office', 'phones', 'program', 'rocket']
    for (const state of ['firing', 'resolved']) {
      expect(
        notified
          .filter((each) => each.state === state)
          .map(({ receiver }) => receiver)
          .sort()
      ).toEqual(heard)
    }
  })

  test('are notified only where they took the message; the reason is at the receiver until they do', async () => {
    const notifiedOf = async (device: string) =>
      Object.fromEntries(
        (((await collector.admin('GET', `/api/alerts?device=${device}`)) as AlertsAnswer).alerts[0]?.notified ?? []).map(
          ({ receiver, delivered }) => [receiver, delivered]
        )
      )
    chat.answer(() => ({ status: 404, body: 'no_service' }))
    program.answer(() => ({ status: 500 }))
    await look()
    const sentBefore = [chat, program].map(({ requests }) => requests.length)
    await postAlert({ device: 'pi-unheard', site: 'west', severity: 'warning' })
    await until('both to refuse it', () => [chat, program].every(({ requests }, index) => requests.length > sentBefore[index]!))
    await until('the problems of both', async () => {
      await look()
      return (await status()).undelivered.join() === 'chat,program'
    })
    const { receivers } = (await collector.admin('GET', '/api/receivers?lang=en')) as {
      receivers: readonly { name: string, lastProblem: { text: string } | null }[]
    }
    expect(receivers.find(({ name }) => name === 'chat')?.lastProblem?.text).toBe(
      `${chat.origin} does not know this address (404). Copy the webhook’s address again.`
    )
    const refused = await notifiedOf('pi-unheard')
    expect([refused['chat'], refused['program'], refused['phones']]).toEqual([undefined, undefined, true])
    chat.answer(asSlack)
    program.answer(() => ({}))
    await until('both to have it', async () => {
      await look()
      const { chat: byChat, program: byProgram } = await notifiedOf('pi-unheard')
      return byChat === true && byProgram === true && (await status()).undelivered.length === 0
    })
    await postAlert({ device: 'pi-unheard', site: 'west', severity: 'warning' }, new Date(Date.now() - 1000).toISOString())
  })

  test('are nobody where none takes its messages, and somebody again once one does', async () => {
    // By Prometheus' leave: a Watchdog, which ends with this test.
    await postAlert({ alertname: 'Watchdog', device: 'none' }, new Date(Date.now() + 3_600_000).toISOString())
    const web = [chat, program, ntfy, teams, rocket, night]
    for (const standIn of web) standIn.answer(() => ({ status: 404 }))
    await relay({ port: await freePort() })
    const labels = { device: 'pi-nobody', site: 'south', severity: 'critical' }
    await postAlert(labels)
    const problem = async (): Promise<StatusAnswer> => {
      await look()
      return status()
    }
    await until('the problems of all', async () => (await problem()).undelivered.length === 7)
    expect((await status()).notificationProblem).toBe('not_delivered')
    expect(await (await fetch(`${collector.url}/readyz`)).json()).toMatchObject({ ready: true, notificationProblem: 'not_delivered' })
    program.answer(() => ({}))
    await until('the one that takes its message', async () => !(await problem()).undelivered.includes('program'))
    expect((await status()).notificationProblem).toBeNull()
    for (const [standIn, as] of [
      [chat, asSlack],
      [ntfy, asNtfy(token)],
      [teams, asTeams],
      [rocket, asRocketChat],
      [night, () => ({})]
    ] as const) {
      standIn.answer(as)
    }
    await relay()
    const over = new Date(Date.now() - 1000).toISOString()
    await postAlert(labels, over)
    await postAlert({ alertname: 'Watchdog', device: 'none' }, over)
  })

  test('in their quiet hours hear of what is critical, and not of warnings', async () => {
    await postAlert({ device: 'pi-warning', site: 'east', severity: 'warning' })
    await until('the warning at another', () => bodies(program).some((body) => body.includes('pi-warning')))
    await postAlert({ device: 'pi-critical', site: 'west', severity: 'critical' })
    await until('what is critical', () => bodies(night).some((body) => body.includes('pi-critical')))
    expect(bodies(night).filter((body) => body.includes('pi-warning') || body.includes('pi-kiosk-03'))).toEqual([])
  })

  test('while a site is closed hear of what is critical there, and of the rest once it has opened', async () => {
    const isNotified = (device: string): boolean => bodies(program).some((body) => body.includes(device))
    await postAlert({ device: 'pi-closed-warning', site: 'closed hall', severity: 'warning' })
    await until(
      'the warning at the collector',
      async () => ((await collector.admin('GET', '/api/alerts?device=pi-closed-warning')) as AlertsAnswer).alerts.length > 0
    )
    await postAlert({ device: 'pi-closed-critical', site: 'closed hall', severity: 'critical' })
    await until('what is critical', () => isNotified('pi-closed-critical'))
    await postAlert({ device: 'pi-open-warning', site: 'open hall', severity: 'warning' })
    await until('the warning of another site', () => isNotified('pi-open-warning'))
    expect(isNotified('pi-closed-warning')).toBe(false)
    writeFileSync(calendarFile, 'sites:\n  closed hall: {}\n')
    await until('the warning, after the calendar has changed', () => isNotified('pi-closed-warning'))
  })

  test('are tested the whole way, each alone, and the sentence says who took it', async () => {
    const testMails = () => smtp.mails.map(({ subject }) => subject).filter((subject) => subject.includes('テスト'))
    const testMessages = () => bodies(ntfy).filter((body) => body.includes('テスト'))
    expect(await testOf('mail')).toMatchObject({
      outcome: 'arrived',
      text: `The mail relay 127.0.0.1:${smtp.port} accepted the test for line3@factory.lan, chief@factory.lan. It should be in the mailbox in a moment.`
    })
    expect(testMails()).toEqual(['【情報】テスト：この通知先に通知が届きます。'])
    expect(testMessages()).toEqual([])
    expect(await testOf('phones', 'ja')).toMatchObject({ outcome: 'arrived', text: `${ntfy.origin} がテストを受け付けました。送信先の画面で確認してください。` })
    expect(await testOf('chat')).toMatchObject({ outcome: 'arrived' })
    expect([testMails().length, testMessages().length]).toEqual([1, 1])
  })

  test('are said not to be reached by a wrong relay, a wrong password and an address that the chat does not know, without secrets', async () => {
    await relay({ port: await freePort() })
    expect(await testOf('mail')).toMatchObject({
      outcome: 'failed',
      text: expect.stringMatching(/^Nothing listens at 127\.0\.0\.1:\d+\. Check host and port/)
    })
    await relay({ password: 'another-pass-word' })
    const { text } = await testOf('mail', 'ja')
    expect(text).toMatch(/^メールサーバー .*にログインできません：「535 5\.7\.8 wrong user or password」/)
    await relay()
    chat.answer(() => ({ status: 404, body: 'no_service' }))
    expect(await testOf('chat')).toEqual(
      expect.objectContaining({
        outcome: 'failed',
        text: `${chat.origin} does not know this address (404). Copy the webhook’s address again.`
      })
    )
    // What was not taken must not arrive later.
    expect((await alertmanagerClient(alertmanagerUrl).alerts()).filter(({ labels }) => labels['mimamori_test'] !== undefined)).toEqual(
      []
    )
    ntfy.answer(asNtfy('tk_another'))
    expect(await testOf('phones')).toMatchObject({
      outcome: 'failed',
      text: expect.stringContaining(`${ntfy.origin} does not allow this (403: `)
    })
    // Both logs have these tests in them, and not their secrets.
    const [collectorLog, alertmanagerLog, configuration] = [collector.logFile, logFile, configFile].map((file) =>
      readFileSync(file, 'utf8')
    )
    expect(collectorLog).toMatch(/"receiver":"phones".*"receiver not notified"/)
    expect(alertmanagerLog).toContain('unexpected status code 422')
    for (const secret of ['very-secret', token, relayLogin.password, 'another-pass-word']) {
      expect([collectorLog, alertmanagerLog, configuration].join('\n')).not.toContain(secret)
    }
  })

  test('keep what they had where a new configuration would not do', async () => {
    const before = readFileSync(configFile, 'utf8')
    writeFileSync(join(directory, 'base.yml'), `${readFileSync(join(directory, 'base.yml'), 'utf8')}\nnonsense: true\n`)
    await expect(add({ name: 'late', language: 'en', channel: { type: 'webhook', url: program.origin } })).rejects.toThrow(
      /CONFIGURATION_REFUSED.*field nonsense not found/
    )
    expect(readFileSync(configFile, 'utf8')).toBe(before)
    expect(statSync(configFile).mode & 0o777).toBe(0o600)
    expect(await testOf('office')).toMatchObject({ outcome: 'arrived' })
  })

  test('would not be notified while Prometheus sends Alertmanager nothing, which the collector sees for itself', async () => {
    // Its last look may have seen the Watchdog of a test before.
    await until('another look', async () => {
      await look()
      return (await status()).notificationProblem === 'prometheus_silent'
    }, { everyMs: 500 })
    expect(await status()).toMatchObject({
      notificationProblem: 'prometheus_silent',
      receivers: 7,
      configuration: 'applied',
      unknownSince: null
    })
  })

  test('are told that the collector is down without it, by mail, chat and webhook, each in its language', async () => {
    chat.answer(asSlack)
    const mails = () => smtp.mails.filter(({ subject }) => subject.includes('コレクター'))
    const messages = () => bodies(chat).filter((body) => body.includes('The collector is down.'))
    const counts = () =>
      [mails().length, messages().length, bodies(program).filter((body) => body.includes('"CollectorDown"')).length].join()
    const summary = {
      summary: 'The collector is down.',
      description: 'Nobody watches the devices.',
      summary_ja: 'コレクターが停止しています。',
      description_ja: '端末を監視していません。'
    }
    await collector.stop()
    await postAlert({ alertname: 'CollectorDown', severity: 'critical' }, undefined, summary)
    await until('the alert at the three of them', () => counts() === '1,1,1')
    expect(mails()[0]).toMatchObject({ subject: '【緊急】コレクターが停止しています。', text: expect.stringMatching(/^端末を監視していません。\s+対応手順書：http.*lang=ja$/) })
    expect(JSON.parse(messages()[0]!)).toMatchObject({
      attachments: [
        { title: '[Critical] The collector is down.', text: expect.stringContaining('Nobody watches the devices.'), color: 'danger' }
      ]
    })
    await postAlert({ alertname: 'CollectorDown', severity: 'critical' }, new Date(Date.now() - 1000).toISOString(), summary)
    await until('its end at the three of them', () => counts() === '2,2,2')
    expect(mails()[1]).toMatchObject({ subject: '【復旧】コレクターが停止しています。' })
    await collector.start()
  })

  test('are said to hear nothing while Alertmanager is away', async () => {
    await alertmanager.stop()
    expect(await testOf('office')).toMatchObject({
      outcome: 'not_sent',
      text: `Alertmanager does not answer at ${alertmanagerUrl}, so nobody is notified of alerts. Start it, and test again.`
    })
  })
})
