import { describe, expect, test } from 'vitest'
import { mailRelay, receiver } from '@mimamori/contract'
import { deliver } from '../../src/alerts/delivery/deliver.ts'
import { deliveryMessage } from '../../src/alerts/delivery/delivery-text.ts'
import { alertOf, notificationOf } from './notifications.ts'
import { smtpServer, type SmtpAnswers } from './stand-ins/smtp-server.ts'

describe('mail', () => {
  const login = { user: 'mimamori', password: 'relay-pass-word' }
  const mailTo = (...to: readonly string[]) => receiver.parse({ name: 'x', language: 'ja', channel: { type: 'email', to } })
  const mail = mailTo('line3@factory.lan', 'chief@factory.lan')
  const one = notificationOf([alertOf('pi-kiosk-03')])
  const sendThrough = (relay: object, to = mail) =>
    deliver(to, one, mailRelay.parse({ host: '127.0.0.1', from: 'mimamori@factory.lan', tls: 'none', ...relay }))

  test('is sent to all addresses, with the device in its subject', async () => {
    const { port, mails } = await smtpServer(login)
    expect(await sendThrough({ port, ...login })).toBeUndefined()
    expect(mails).toEqual([{
      from: 'mimamori@factory.lan', to: ['line3@factory.lan', 'chief@factory.lan'], subject: '【緊急】pi-kiosk-03：長い間、報告のない端末があります。（north）',
      text: 'pi-kiosk-03（north）\r\npi-kiosk-03から 13 時間、報告がありません。' +
        '\r\n詳細：http://192.168.10.2:8080/admin/devices/pi-kiosk-03\r\n\r\n対応手順書：http://192.168.10.2:8080/admin/runbook/DeviceSilent?lang=ja'
    }])
  })

  test.each<[SmtpAnswers, boolean, string]>([
    [{ MAIL: '451 4.7.1 greylisted, try again later' }, true, 'mailDeferred'],
    [{ MAIL: '530 5.7.0 Must issue a STARTTLS command first' }, false, 'mailNeedsTls'],
    [{ MAIL: '530 5.7.1 Authentication required' }, false, 'mailLoginMissing'],
    [{ MAIL: '553 5.7.1 sender address rejected' }, false, 'mailRefused'],
    [{ RCPT: '550 5.1.1 no such mailbox' }, false, 'mailRefused'],
    [{ RCPT: '452 4.2.2 mailbox full' }, true, 'mailDeferred'],
    [{ AUTH: '535 5.7.8 wrong user or password' }, false, 'mailLogin']
  ])('that a relay answers with %j: worth another try: %s', async (answers, isTemporary, kind) => {
    const { port } = await smtpServer(login, undefined, answers)
    const failure = await sendThrough({ port, ...login })
    expect(failure).toMatchObject({ isTemporary, problem: { kind, at: `127.0.0.1:${port}`, said: Object.values(answers)[0] } })
    for (const language of ['en', 'ja'] as const) expect(deliveryMessage(failure!.problem, language)).not.toContain(login.password)
  })

  test('that only one address does not take has reached the others, and says which', async () => {
    const { port, mails } = await smtpServer(undefined)
    const failure = await sendThrough({ port }, mailTo('line3@factory.lan', 'nobody@factory.lan'))
    expect(failure).toMatchObject({ isTemporary: false, problem: { kind: 'mailboxRefused', to: 'nobody@factory.lan' } })
    expect(mails).toMatchObject([{ to: ['line3@factory.lan'] }])
  })

  test('is encrypted from the first byte on any port, if the relay’s certificate is trusted', async () => {
    const { port, mails, caFile } = await smtpServer(login, undefined, {}, 'implicit')
    const relay = { host: 'localhost', port, tls: 'implicit', ...login }
    expect(await sendThrough(relay)).toMatchObject({ isTemporary: true, problem: { kind: 'mailCertificate' } })
    expect(await sendThrough({ ...relay, caFile: '/not/there.pem' })).toMatchObject({
      problem: { kind: 'mailCaFile', file: '/not/there.pem', reason: 'ENOENT' }
    })
    expect(await sendThrough({ ...relay, caFile })).toBeUndefined()
    expect(mails).toHaveLength(1)
  })

  test('goes nowhere unencrypted, if the relay has no STARTTLS, and says so of a relay that speaks no TLS', async () => {
    const { port, mails } = await smtpServer(login)
    expect(await sendThrough({ port, tls: 'starttls', ...login })).toMatchObject({ problem: { kind: 'mailNoTls' } })
    expect(await sendThrough({ port, tls: 'implicit', ...login })).toMatchObject({ problem: { kind: 'mailNoTls' } })
    expect(mails).toEqual([])
  })

  test('finds nobody who listens', async () => {
    expect(await sendThrough({ port: 9 })).toEqual({ isTemporary: true, problem: { kind: 'connectionRefused', at: '127.0.0.1:9' } })
  })
})
